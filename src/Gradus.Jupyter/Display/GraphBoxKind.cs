namespace Gradus.Jupyter;

internal enum GraphBoxKind
{
    Operation,
    Parameter,
    Data,

    /// <summary>Nothing but a place that a long arrow passes on its way between other boxes.</summary>
    Bend,
}
