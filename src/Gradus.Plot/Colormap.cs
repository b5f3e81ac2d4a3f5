namespace Gradus.Plot;

/// <summary>
/// A run of colors for the numbers from 0 to 1. Between its given colors it moves evenly in Oklab (Ottosson 2020), so that
/// equal steps of a number look like equal steps of color.
/// </summary>
public sealed class Colormap
{
    private readonly double[][] _stops;

    /// <param name="colors">Two or more, evenly spaced from 0 to 1.</param>
    public Colormap(params ReadOnlySpan<Color> colors)
    {
        if (colors.Length < 2)
            throw new ArgumentException($"Colormap: {colors.Length} colors were given; pass two or more, from low to high.");
        _stops = new double[colors.Length][];
        for (var i = 0; i < colors.Length; i++) _stops[i] = ToOklab(colors[i]);
    }

    /// <summary>From dark violet over teal to pale yellow; lightness rises all the way, so it survives a gray print.</summary>
    public static Colormap Sequential { get; } = new("#2b1a5a", "#33478f", "#2a7896", "#35a487", "#8cc965", "#f3e873");

    /// <summary>From blue over near white to red, for values on both sides of a middle.</summary>
    public static Colormap Diverging { get; } = new("#1f4e9c", "#7fa6d8", "#f2f0ee", "#e39b83", "#ab2330");

    /// <summary>The color at <paramref name="share"/>, which is held within 0 to 1.</summary>
    public Color At(double share)
    {
        var place = Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (_stops.Length - 1);
        var index = Math.Min((int)place, _stops.Length - 2);
        var part = place - index;
        var (from, to) = (_stops[index], _stops[index + 1]);
        return FromOklab(
            from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part);
    }

    // The matrices are those of B. Ottosson, "A perceptual color space for image processing" (2020).
    private static double[] ToOklab(Color color)
    {
        var (red, green, blue) = (Linear(color.Red), Linear(color.Green), Linear(color.Blue));
        var l = Math.Cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        var m = Math.Cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        var s = Math.Cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ];
    }

    private static Color FromOklab(double lightness, double a, double b)
    {
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Color(
            Coded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Coded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Coded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double Cube(double value) => value * value * value;

    // The transfer function of sRGB, IEC 61966-2-1.
    private static double Linear(byte coded)
    {
        var share = coded / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static byte Coded(double linear)
    {
        var share = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(share, 0, 1));
    }
}
