namespace Gradus.Plot;

/// <summary>The framed list of labels, one under the other.</summary>
internal sealed class Legend
{
    private const double SampleWidth = 22;
    private const double Padding = 7;
    private const double Inset = 8;
    private const double LeastAreaWidth = 150; // on a smaller plot it would hide the data
    private const double LeastAreaHeight = 80;
    private const double RowHeight = Theme.LegendSize * 1.45;

    private readonly List<ILegendEntry> _entries = [];
    private readonly List<string> _labels = [];
    private readonly double _width;
    private readonly double _height;

    /// <summary>
    /// Takes the entries that have a label, as many as the area has room for; the last row then tells how many are left.
    /// </summary>
    public Legend(IReadOnlyList<ILegendEntry> entries, Box area)
    {
        foreach (var entry in entries)
            if (entry.Label.Length > 0) _entries.Add(entry);
        if (_entries.Count == 0) return;

        var most = Math.Max(1, (int)((area.Height - 2 * Inset - 2 * Padding) / RowHeight));
        var left = _entries.Count - most;
        if (left > 0) _entries.RemoveRange(most - 1, left + 1);
        var room = Math.Max(area.Width * 0.6 - SampleWidth, 20);
        var widest = 0.0;
        foreach (var entry in _entries) _labels.Add(Shorten(entry.Label, room));
        if (left > 0) _labels.Add($"… {left + 1} more");
        foreach (var label in _labels) widest = Math.Max(widest, FontMetrics.Width(label, Theme.LegendSize));
        _width = Padding + SampleWidth + Padding + widest + Padding;
        _height = _labels.Count * RowHeight + 2 * Padding - 2;
    }

    public void Draw(ICanvas canvas, Box area, LegendPlace place, List<Point> landmarks)
    {
        if (_labels.Count == 0 || place == LegendPlace.None) return;
        if (area.Width < LeastAreaWidth || area.Height < LeastAreaHeight) return;
        var box = place == LegendPlace.Best ? Best(area, landmarks) : At(area, place);
        canvas.Rectangle(box, Color.White.WithAlpha(0.85), new Stroke(Theme.LegendEdge, 1), 3);
        var left = box.Left + Padding;
        for (var i = 0; i < _entries.Count; i++)
            _entries[i].DrawSample(canvas, Box.Around(new Point(left + SampleWidth / 2, Middle(i)), SampleWidth / 2, 5));
        left += SampleWidth + Padding;
        for (var i = 0; i < _labels.Count; i++)
        {
            var baseline = Middle(i) + Theme.LegendSize * FontMetrics.CapHeight / 2;
            canvas.Text(_labels[i], new Point(left, baseline), new TextStyle(Theme.LegendSize, Theme.Ink));
        }

        double Middle(int row) => box.Top + Padding - 1 + (row + 0.5) * RowHeight;
    }

    /// <summary>The place that covers the fewest landmarks; of equals, the first in the order of the enumeration.</summary>
    private Box Best(Box area, List<Point> landmarks)
    {
        var best = At(area, LegendPlace.UpperRight);
        var fewest = int.MaxValue;
        for (var place = LegendPlace.UpperRight; place <= LegendPlace.Center && fewest > 0; place++)
        {
            var box = At(area, place);
            var near = box.Grow(4);
            var covered = 0;
            foreach (var landmark in landmarks)
                if (near.Contains(landmark)) covered++;
            if (covered < fewest) (best, fewest) = (box, covered);
        }
        return best;
    }

    private Box At(Box area, LegendPlace place)
    {
        var left = place switch
        {
            LegendPlace.UpperLeft or LegendPlace.LowerLeft or LegendPlace.CenterLeft => area.Left + Inset,
            LegendPlace.UpperCenter or LegendPlace.LowerCenter or LegendPlace.Center => area.Center.X - _width / 2,
            _ => area.Right - Inset - _width,
        };
        var top = place switch
        {
            LegendPlace.LowerLeft or LegendPlace.LowerRight or LegendPlace.LowerCenter => area.Bottom - Inset - _height,
            LegendPlace.CenterLeft or LegendPlace.CenterRight or LegendPlace.Center => area.Center.Y - _height / 2,
            _ => area.Top + Inset,
        };
        (left, top) = (Theme.Crisp(left), Theme.Crisp(top));
        return new Box(left, top, left + _width, top + _height);
    }

    /// <summary>One line of at most that width.</summary>
    public static string Shorten(string label, double room)
    {
        var block = TextBlock.Fit(label.Replace('\n', ' '), Theme.LegendSize, room, 1);
        return block.Lines.Count == 0 ? "" : block.Lines[0];
    }
}
