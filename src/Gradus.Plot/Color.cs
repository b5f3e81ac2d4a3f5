using System.Globalization;

namespace Gradus.Plot;

/// <summary>
/// An sRGB color. Text converts to it: <c>"#rgb"</c>, <c>"#rrggbb"</c>, <c>"#rrggbbaa"</c>, a basic CSS name such as
/// <c>"red"</c>, or <c>"C0"</c> to <c>"C9"</c> for a color of the palette.
/// </summary>
public readonly record struct Color(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    internal static readonly Color White = new(255, 255, 255);

    public static implicit operator Color(string text) => Parse(text);

    /// <exception cref="FormatException">The text names no color.</exception>
    public static Color Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryHex(text) ?? TryPalette(text) ?? TryName(text) ?? throw new FormatException(
            $"Color: '{text}' is not a color. Use \"#rrggbb\", \"C0\" to \"C9\", or a basic name such as \"red\" or \"gray\".");
    }

    /// <summary>The same color, <paramref name="alpha"/> from 0 (clear) to 1 (solid).</summary>
    public Color WithAlpha(double alpha) => this with { Alpha = (byte)Math.Round(255 * Math.Clamp(alpha, 0, 1)) };

    /// <summary>Mixes <paramref name="share"/> (0 to 1) of the other color in; the alpha stays.</summary>
    internal Color Mix(Color other, double share)
    {
        return new Color(Blend(Red, other.Red), Blend(Green, other.Green), Blend(Blue, other.Blue), Alpha);
        byte Blend(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
    }

    /// <summary>"#rrggbb"; the alpha is written apart.</summary>
    internal string ToHex()
    {
        const string digits = "0123456789abcdef";
        ReadOnlySpan<char> text =
        [
            '#', digits[Red >> 4], digits[Red & 15], digits[Green >> 4], digits[Green & 15],
            digits[Blue >> 4], digits[Blue & 15],
        ];
        return new string(text);
    }

    private static Color? TryHex(string text)
    {
        if (text.Length is not (4 or 7 or 9) || text[0] != '#') return null;
        if (!uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
            return null;
        return text.Length switch
        {
            4 => new Color((byte)((bits >> 8) * 17), (byte)((bits >> 4 & 15) * 17), (byte)((bits & 15) * 17)),
            7 => new Color((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits),
            _ => new Color((byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits),
        };
    }

    private static Color? TryPalette(string text) =>
        text.Length == 2 && text[0] == 'C' && char.IsAsciiDigit(text[1]) ? Palette.At(text[1] - '0') : default(Color?);

    // The basic color keywords of CSS Color Module Level 4, section 6.1, and a few of its extended ones.
    private static Color? TryName(string text) => text.ToLowerInvariant() switch
    {
        "black" => new Color(0, 0, 0),
        "white" => White,
        "gray" or "grey" => new Color(128, 128, 128),
        "silver" => new Color(192, 192, 192),
        "red" => new Color(255, 0, 0),
        "maroon" => new Color(128, 0, 0),
        "orange" => new Color(255, 165, 0),
        "yellow" => new Color(255, 255, 0),
        "olive" => new Color(128, 128, 0),
        "lime" => new Color(0, 255, 0),
        "green" => new Color(0, 128, 0),
        "teal" => new Color(0, 128, 128),
        "cyan" or "aqua" => new Color(0, 255, 255),
        "blue" => new Color(0, 0, 255),
        "navy" => new Color(0, 0, 128),
        "purple" => new Color(128, 0, 128),
        "magenta" or "fuchsia" => new Color(255, 0, 255),
        "pink" => new Color(255, 192, 203),
        "brown" => new Color(165, 42, 42),
        _ => default(Color?),
    };
}
