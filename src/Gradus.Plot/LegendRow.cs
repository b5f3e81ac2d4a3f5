namespace Gradus.Plot;

/// <summary>
/// A legend without a frame, laid out in centered rows: it stands above a picture whose corners are all in use.
/// </summary>
internal sealed class LegendRow
{
    private const double SampleWidth = 18;
    private const double SampleGap = 6;
    private const double EntryGap = 20;
    private const double RowHeight = Theme.LegendSize * 1.5;
    private const int MostRows = 4;

    private readonly List<List<(ILegendEntry Entry, string Label, double Width)>> _rows = [];

    public LegendRow(IReadOnlyList<ILegendEntry> entries, double width)
    {
        var free = 0.0;
        foreach (var entry in entries)
        {
            if (entry.Label.Length == 0) continue;
            var label = Legend.Shorten(entry.Label, Math.Max(width - SampleWidth - SampleGap, 20));
            var needed = SampleWidth + SampleGap + FontMetrics.Width(label, Theme.LegendSize);
            if (_rows.Count == 0 || needed + EntryGap > free)
            {
                if (_rows.Count == MostRows) return;
                _rows.Add([]);
                free = width + EntryGap;
            }
            _rows[^1].Add((entry, label, needed));
            free -= needed + EntryGap;
        }
    }

    public int Rows => _rows.Count;

    /// <summary>0 when nothing has a label.</summary>
    public double Height => _rows.Count * RowHeight;

    public void Draw(ICanvas canvas, double center, double top)
    {
        foreach (var row in _rows)
        {
            var middle = top + RowHeight / 2;
            var left = center;
            foreach (var entry in row) left -= (entry.Width + EntryGap) / 2;
            left += EntryGap / 2;
            foreach (var (entry, label, width) in row)
            {
                entry.DrawSample(canvas, Box.Around(new Point(left + SampleWidth / 2, middle), SampleWidth / 2, 5));
                var baseline = middle + Theme.LegendSize * FontMetrics.CapHeight / 2;
                var start = new Point(left + SampleWidth + SampleGap, baseline);
                canvas.Text(label, start, new TextStyle(Theme.LegendSize, Theme.Ink));
                left += width + EntryGap;
            }
            top += RowHeight;
        }
    }
}
