using System.Text;

namespace Gradus.Plot;

/// <summary>Text made fit for HTML and XML.</summary>
internal static class Markup
{
    /// <summary>Appends the text with markup characters escaped, good both between tags and inside double quotes.</summary>
    public static void Escape(StringBuilder into, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '&': into.Append("&amp;"); break;
                case '<': into.Append("&lt;"); break;
                case '>': into.Append("&gt;"); break;
                case '"': into.Append("&quot;"); break;
                case '\'': into.Append("&#39;"); break;
                default: into.Append(letter); break;
            }
        }
    }

    public static string Escape(string text)
    {
        var into = new StringBuilder(text.Length + 16);
        Escape(into, text);
        return into.ToString();
    }

    /// <summary>
    /// The text without what XML 1.0 (section 2.2, Char) and a canvas cannot hold: control characters but line feed, lone
    /// surrogates and the two non-characters become U+FFFD, a tab becomes a space. Every text of a user goes through here at
    /// the door.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = true;
        for (var i = 0; i < text.Length && clean; i++) clean = text[i] is >= ' ' and < '\u007F';
        return clean ? text : Replace(text);
    }

    private static string Replace(string text)
    {
        var into = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes()) // a lone surrogate enumerates as U+FFFD
        {
            if (rune.Value == '\t') into.Append(' ');
            else if (rune.Value != '\n' && Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF) into.Append('\uFFFD');
            else into.Append(rune.ToString());
        }
        return into.ToString();
    }
}
