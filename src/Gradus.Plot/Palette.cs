namespace Gradus.Plot;

/// <summary>The colors that series take in turn: of even weight on white, neighbors far apart in hue.</summary>
internal static class Palette
{
    public static Color At(int index) => (index % 10) switch
    {
        0 => new Color(0x25, 0x63, 0xae),
        1 => new Color(0xe8, 0x6f, 0x2c),
        2 => new Color(0x2a, 0x9d, 0x72),
        3 => new Color(0xc2, 0x2f, 0x4f),
        4 => new Color(0x84, 0x5e, 0xc2),
        5 => new Color(0x8a, 0x62, 0x42),
        6 => new Color(0xd9, 0x74, 0xb1),
        7 => new Color(0x6d, 0x78, 0x85),
        8 => new Color(0xa8, 0x9a, 0x1c),
        _ => new Color(0x20, 0xa4, 0xb8),
    };
}
