namespace Gradus.Plot;

/// <summary>How a line is drawn; the width is in CSS pixels.</summary>
internal readonly record struct Stroke(Color Color, double Width, LineStyle Style = LineStyle.Solid)
{
    public static readonly Stroke None = new(default, 0);

    public bool IsVisible => Width > 0 && Color.Alpha > 0;

    /// <summary>Lengths of dash and gap in turn, in CSS pixels; empty for a solid line.</summary>
    public double[] Dashes => Style switch
    {
        LineStyle.Dashed => [Width * 4, Width * 2.2],
        LineStyle.Dotted => [Width, Width * 1.8],
        LineStyle.DashDot => [Width * 5, Width * 2, Width, Width * 2],
        _ => [],
    };
}
