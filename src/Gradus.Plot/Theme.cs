namespace Gradus.Plot;

/// <summary>Colours and sizes (CSS pixels) that all pictures share.</summary>
internal static class Theme
{
    public const double TitleSize = 16;
    public const double LabelSize = 13.5;
    public const double TickSize = 12;
    public const double LegendSize = 12.5;
    public const double Edge = 12;
    public const double Gap = 8;
    public const double TickLength = 4;
    public const double MinorTickLength = 2.5;

    public static readonly Color Ink = new(0x22, 0x28, 0x31);
    public static readonly Color SoftInk = new(0x44, 0x4c, 0x57);
    public static readonly Color Frame = new(0x6b, 0x74, 0x80);
    public static readonly Color GridLine = new(0xe3, 0xe6, 0xea);
    public static readonly Color FaintGridLine = new(0xf0, 0xf2, 0xf4);
    public static readonly Color LegendEdge = new(0xd0, 0xd5, 0xdb);

    public static readonly Stroke FrameStroke = new(Frame, 1);

    /// <summary>Half a pixel on: a line one pixel wide then fills one row of pixels instead of half of two.</summary>
    public static double Crisp(double place) => Math.Floor(place) + 0.5;
}
