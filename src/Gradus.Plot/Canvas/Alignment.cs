namespace Gradus.Plot;

/// <summary>Which part of the text lies at its anchor, along the line.</summary>
internal enum Alignment
{
    Start,
    Middle,
    End,
}
