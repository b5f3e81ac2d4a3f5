namespace Gradus.Plot;

public enum LineStyle
{
    Solid,
    Dashed,
    Dotted,
    DashDot,
}
