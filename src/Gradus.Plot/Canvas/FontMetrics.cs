using System.Buffers.Binary;
using System.Text;

namespace Gradus.Plot;

/// <summary>
/// Widths and heights of text in the embedded font, read from the font file itself (OpenType 1.9, tables head, hhea, hmtx and
/// cmap), so that the layout, and with it every byte of an SVG, is the same on every system.
/// </summary>
internal static class FontMetrics
{
    public const string Family = "DejaVu Sans, sans-serif";

    // Heights in em, from the font's OS/2 and hhea tables: digits and capitals stand 0.729 high.
    public const double CapHeight = 0.729;
    public const double Ascent = 0.76;
    public const double Descent = 0.236;
    public const double LineHeight = 1.2;

    private static readonly Lazy<byte[]> LazyFile = new(() => Resource.Bytes("DejaVuSans.ttf"));
    private static readonly int[] AsciiAdvances = new int[128];
    private static readonly Dictionary<int, int> OtherAdvances = [];
    private static Tables? _tables;

    public static byte[] File => LazyFile.Value;

    /// <summary>The length of one line of text, unkerned, in the unit of <paramref name="size"/>.</summary>
    public static double Width(ReadOnlySpan<char> text, double size)
    {
        var tables = _tables ??= ReadTables();
        var units = 0L;
        foreach (var rune in text.EnumerateRunes()) units += Advance(tables, rune.Value);
        return units * size / tables.UnitsPerEm;
    }

    // A racing writer stores the same number, so the ASCII table needs no lock.
    private static int Advance(Tables tables, int codePoint)
    {
        if (codePoint >= AsciiAdvances.Length)
        {
            lock (OtherAdvances)
            {
                if (!OtherAdvances.TryGetValue(codePoint, out var known))
                    OtherAdvances[codePoint] = known = ReadAdvance(tables, codePoint);
                return known;
            }
        }
        if (AsciiAdvances[codePoint] == 0) AsciiAdvances[codePoint] = ReadAdvance(tables, codePoint);
        return AsciiAdvances[codePoint];
    }

    private static int ReadAdvance(Tables tables, int codePoint)
    {
        var glyph = Math.Min(Glyph(tables, codePoint), tables.AdvanceCount - 1);
        return UInt16(tables.Advances + 4 * glyph);
    }

    // cmap format 12: groups of (first code, last code, first glyph), sorted. Glyph 0 is the sign for a missing character.
    private static int Glyph(Tables tables, int codePoint)
    {
        var (low, high) = (0, tables.GroupCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = tables.Groups + 12 * middle;
            if (codePoint < UInt32(group)) high = middle - 1;
            else if (codePoint > UInt32(group + 4)) low = middle + 1;
            else return UInt32(group + 8) + codePoint - UInt32(group);
        }
        return 0;
    }

    private static Tables ReadTables()
    {
        var (head, horizontal, advances, map) = (Table("head"u8), Table("hhea"u8), Table("hmtx"u8), Table("cmap"u8));
        var groups = 0;
        for (var i = 0; i < UInt16(map + 2); i++)
        {
            var subtable = map + UInt32(map + 4 + 8 * i + 4);
            if (UInt16(subtable) == 12) groups = subtable;
        }
        if (groups == 0) throw new InvalidDataException("FontMetrics: the embedded font has no character map of format 12.");
        return new Tables(UInt16(head + 18), advances, UInt16(horizontal + 34), groups + 16, UInt32(groups + 12));
    }

    private static int Table(ReadOnlySpan<byte> tag)
    {
        for (var i = 0; i < UInt16(4); i++)
        {
            var record = 12 + 16 * i;
            if (File.AsSpan(record, 4).SequenceEqual(tag)) return UInt32(record + 8);
        }
        throw new InvalidDataException($"FontMetrics: the embedded font has no table '{Encoding.ASCII.GetString(tag)}'.");
    }

    private static int UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(File.AsSpan(offset));

    private static int UInt32(int offset) => (int)BinaryPrimitives.ReadUInt32BigEndian(File.AsSpan(offset));

    private sealed record Tables(int UnitsPerEm, int Advances, int AdvanceCount, int Groups, int GroupCount);
}
