using System.Text;

namespace Gradus.Jupyter;

/// <summary>Text without lone surrogates, which no UTF-8 can hold: they become U+FFFD.</summary>
internal static class WellFormed
{
    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i])) return Replace(text);
        return text;
    }

    private static string Replace(string text)
    {
        var into = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) into.Append(rune.ToString());
        return into.ToString();
    }
}
