namespace Gradus.Jupyter;

internal enum GraphBoxKind
{
    Operation,
    Parameter,
    Data,
}
