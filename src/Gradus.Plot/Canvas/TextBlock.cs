namespace Gradus.Plot;

/// <summary>Text broken into lines that fit a width.</summary>
internal sealed class TextBlock
{
    private const char Ellipsis = '…';

    private TextBlock(List<string> lines, double size)
    {
        Lines = lines;
        Size = size;
        foreach (var line in lines) Width = Math.Max(Width, FontMetrics.Width(line, size));
    }

    public List<string> Lines { get; }

    public double Size { get; }

    public double Width { get; }

    /// <summary>
    /// From the top of the first line's capitals to the bottom of the last line's descenders; 0 when there is no text.
    /// </summary>
    public double Height => Lines.Count == 0
        ? 0
        : Size * (FontMetrics.Ascent + FontMetrics.Descent + (Lines.Count - 1) * FontMetrics.LineHeight);

    /// <summary>Breaks at spaces and line feeds; what is left after <paramref name="mostLines"/> ends in an ellipsis.</summary>
    public static TextBlock Fit(string text, double size, double width, int mostLines)
    {
        var lines = new List<string>();
        if (string.IsNullOrWhiteSpace(text)) return new TextBlock(lines, size);
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph;
            if (lines.Count == mostLines && !lines[^1].EndsWith(Ellipsis)) lines[^1] += Ellipsis;
            while (lines.Count < mostLines && FontMetrics.Width(rest, size) > width)
            {
                var isLast = lines.Count == mostLines - 1;
                var length = isLast ? Room(rest, size, width - FontMetrics.Width([Ellipsis], size)) : Break(rest, size, width);
                lines.Add(rest[..length].TrimEnd() + (isLast ? Ellipsis.ToString() : ""));
                rest = isLast ? "" : rest[length..].TrimStart();
            }
            if (lines.Count < mostLines && rest.Length > 0) lines.Add(rest);
        }
        return new TextBlock(lines, size);
    }

    /// <summary>Draws the lines, each aligned by the style, with the top of the first at the anchor.</summary>
    public void Draw(ICanvas canvas, Point top, TextStyle style)
    {
        var (sine, cosine) = Math.SinCos(style.Angle * Math.PI / 180);
        for (var i = 0; i < Lines.Count; i++)
        {
            var down = Size * (FontMetrics.Ascent + i * FontMetrics.LineHeight);
            canvas.Text(Lines[i], new Point(top.X + down * sine, top.Y + down * cosine), style with { Size = Size });
        }
    }

    /// <summary>How much of the text fits, at least one character, never half a surrogate pair.</summary>
    private static int Room(string text, double size, double width)
    {
        var used = 0.0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += FontMetrics.Width(text.AsSpan(length, rune.Utf16SequenceLength), size);
            if (used > width && length > 0) break;
            length += rune.Utf16SequenceLength;
        }
        return length;
    }

    private static int Break(string text, double size, double width)
    {
        var room = Room(text, size, width);
        if (room < text.Length && text[room] == ' ') return room;
        var space = text.LastIndexOf(' ', Math.Max(room - 1, 0));
        return space > 0 ? space : room;
    }
}
