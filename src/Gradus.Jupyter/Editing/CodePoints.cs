using System.Text;

namespace Gradus.Jupyter;

/// <summary>Clients count places in code by characters of Unicode, strings here by UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The index in the string; a place beyond the end is the end.</summary>
    public static int ToIndex(string text, int place)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (place-- <= 0) break;
            index += rune.Utf16SequenceLength;
        }
        return index;
    }

    public static int FromIndex(string text, int index) => text.AsSpan(0, index).EnumerateRunes().Count();

    private static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        foreach (var _ in runes) count++;
        return count;
    }
}
