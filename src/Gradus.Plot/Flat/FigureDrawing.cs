namespace Gradus.Plot;

/// <summary>Lays a two-dimensional figure out and draws it.</summary>
internal sealed class FigureDrawing
{
    private const double LeastPlot = 10;

    private readonly Figure _figure;
    private readonly TextBlock _title;
    private readonly TextBlock _xLabel;
    private readonly TextBlock _yLabel;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly Box _area;

    public FigureDrawing(Figure figure)
    {
        _figure = figure;
        var (width, height) = (figure.Width, figure.Height);
        var (xScale, yScale) = figure.Scales();
        _title = TextBlock.Fit(figure.Title, Theme.TitleSize, width - 2 * Theme.Edge, 3);
        _xLabel = TextBlock.Fit(figure.XLabel, Theme.LabelSize, width - 2 * Theme.Edge, 2);

        // Heights first: they do not depend on the labels' widths; the vertical ticks then tell the left margin.
        var tickText = Theme.TickSize * FontMetrics.CapHeight;
        var belowTicks = After(_xLabel.Height);
        if (Axis.Horizontal(xScale, 0, width, Theme.TickSize).Ticks.Multiplier.Length > 0)
            belowTicks = Math.Max(belowTicks, tickText + Theme.Gap);
        var bottom = Theme.TickLength + 4 + tickText + Theme.Edge + belowTicks;
        var top = Theme.Edge + After(_title.Height);
        _y = Axis.Vertical(yScale, height - bottom, top);
        if (_y.Ticks.Multiplier.Length > 0)
        {
            top += tickText + Theme.Gap;
            _y = Axis.Vertical(yScale, height - bottom, top);
        }
        _yLabel = TextBlock.Fit(figure.YLabel, Theme.LabelSize, height - bottom - top, 2);
        var left = Theme.Edge + After(_yLabel.Height) + LabelWidth(_y.Ticks) + Theme.TickLength + 4;
        left = Math.Min(left, Math.Max(width - Theme.Edge - LeastPlot, 0));
        _x = Axis.Horizontal(xScale, left, width - Theme.Edge, Theme.TickSize);
        var right = Math.Max(Theme.Edge, Overhang(_x, width - Theme.Edge) + 4);
        _area = new Box(
            Theme.Crisp(left), Theme.Crisp(Math.Min(top, height - LeastPlot)),
            Theme.Crisp(Math.Max(width - right, left + LeastPlot)), Theme.Crisp(Math.Max(height - bottom, top + LeastPlot)));
        _x = Axis.Horizontal(xScale, _area.Left, _area.Right, Theme.TickSize);
        _y = Axis.Vertical(yScale, _area.Bottom, _area.Top);
    }

    public void Draw(ICanvas canvas)
    {
        if (_figure.ShowGrid) DrawGrid(canvas);
        foreach (var series in _figure.Series) series.Draw(canvas, _x, _y, _area);
        DrawFrame(canvas);
        DrawTicks(canvas);
        DrawLabels(canvas);
        DrawLegend(canvas);
    }

    private static double After(double height) => height > 0 ? height + Theme.Gap : 0;

    private static double LabelWidth(TickSet ticks)
    {
        var widest = 0.0;
        foreach (var tick in ticks.Ticks) widest = Math.Max(widest, FontMetrics.Width(tick.Label, Theme.TickSize));
        return widest;
    }

    /// <summary>How far the last label of the horizontal axis reaches over its end.</summary>
    private static double Overhang(Axis axis, double end)
    {
        var reach = 0.0;
        foreach (var tick in axis.Ticks.Ticks)
            reach = Math.Max(reach, axis.Place(tick.Value) + FontMetrics.Width(tick.Label, Theme.TickSize) / 2 - end);
        return reach;
    }

    private void DrawGrid(ICanvas canvas)
    {
        foreach (var minor in (ReadOnlySpan<bool>)[true, false]) // the stronger lines lie over the fainter
        {
            var stroke = new Stroke(minor ? Theme.FaintGridLine : Theme.GridLine, 1);
            foreach (var tick in _x.Ticks.Ticks)
            {
                if (tick.IsMinor != minor) continue;
                var place = Theme.Crisp(_x.Place(tick.Value));
                canvas.Line(new Point(place, _area.Top), new Point(place, _area.Bottom), stroke);
            }
            foreach (var tick in _y.Ticks.Ticks)
            {
                if (tick.IsMinor != minor) continue;
                var place = Theme.Crisp(_y.Place(tick.Value));
                canvas.Line(new Point(_area.Left, place), new Point(_area.Right, place), stroke);
            }
        }
    }

    private void DrawFrame(ICanvas canvas)
    {
        ReadOnlySpan<Point> frame = [new(_area.Left, _area.Top), new(_area.Left, _area.Bottom), new(_area.Right, _area.Bottom)];
        canvas.Polyline(frame, Theme.FrameStroke);
    }

    private void DrawTicks(ICanvas canvas)
    {
        foreach (var tick in _x.Ticks.Ticks)
        {
            var place = Theme.Crisp(_x.Place(tick.Value));
            canvas.Line(new Point(place, _area.Bottom), new Point(place, _area.Bottom + Length(tick)), Theme.FrameStroke);
        }
        foreach (var tick in _y.Ticks.Ticks)
        {
            var place = Theme.Crisp(_y.Place(tick.Value));
            canvas.Line(new Point(_area.Left, place), new Point(_area.Left - Length(tick), place), Theme.FrameStroke);
        }

        var style = new TextStyle(Theme.TickSize, Theme.SoftInk, Alignment.Middle);
        var baseline = TickBaseline;
        foreach (var tick in _x.Ticks.Ticks)
            if (!tick.IsMinor) canvas.Text(tick.Label, new Point(_x.Place(tick.Value), baseline), style);
        style = style with { Alignment = Alignment.End };
        foreach (var tick in _y.Ticks.Ticks)
        {
            if (tick.IsMinor) continue;
            var middle = _y.Place(tick.Value) + Theme.TickSize * FontMetrics.CapHeight / 2;
            canvas.Text(tick.Label, new Point(_area.Left - Theme.TickLength - 4, middle), style);
        }
        if (_x.Ticks.Multiplier.Length > 0)
        {
            var below = baseline + Theme.TickSize * (FontMetrics.CapHeight + 0.5);
            canvas.Text(_x.Ticks.Multiplier, new Point(_area.Right, below), style);
        }
        style = style with { Alignment = Alignment.Start };
        if (_y.Ticks.Multiplier.Length > 0)
            canvas.Text(_y.Ticks.Multiplier, new Point(_area.Left, _area.Top - Theme.Gap), style);

        static double Length(Tick tick) => tick.IsMinor ? Theme.MinorTickLength : Theme.TickLength;
    }

    private double TickBaseline => _area.Bottom + Theme.TickLength + 4 + Theme.TickSize * FontMetrics.Ascent;

    private void DrawLabels(ICanvas canvas)
    {
        var style = new TextStyle(Theme.TitleSize, Theme.Ink, Alignment.Middle);
        _title.Draw(canvas, new Point(Center(_area.Center.X, _title.Width, _figure.Width), Theme.Edge), style);
        _xLabel.Draw(canvas, new Point(Center(_area.Center.X, _xLabel.Width, _figure.Width), TickBaseline + Theme.Gap), style);
        _yLabel.Draw(canvas, new Point(Theme.Edge, _area.Center.Y), style with { Angle = 90 });
    }

    /// <summary>The wanted center, moved so that text of that length stays on the picture.</summary>
    private static double Center(double wanted, double length, double size)
    {
        var least = length / 2 + Theme.Edge / 2;
        return least * 2 > size ? size / 2 : Math.Clamp(wanted, least, size - least);
    }

    private void DrawLegend(ICanvas canvas)
    {
        var legend = new Legend(_figure.Series, _area);
        var landmarks = new List<Point>();
        if (_figure.Legend == LegendPlace.Best)
            foreach (var series in _figure.Series) series.AddLandmarks(landmarks, _x, _y, _area);
        legend.Draw(canvas, _area, _figure.Legend, landmarks);
    }
}
