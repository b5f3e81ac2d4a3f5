using System.Text.Json;

namespace Gradus.Plot;

/// <summary>Points joined by a line, with markers where asked for.</summary>
internal sealed class LineSeries(
    double[] xs, double[] ys, string? label, Color color, double width, LineStyle style, Marker marker)
    : FlatSeries(label, color)
{
    private const double MarkerSize = 6;
    private readonly Stroke _stroke = new(color, width, style);

    public override void Measure(ref Extent x, ref Extent y, bool logX, bool logY)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            if (!Scale.CanShow(xs[i], logX) || !Scale.CanShow(ys[i], logY)) continue;
            x.Include(xs[i]);
            y.Include(ys[i]);
        }
    }

    public override void Draw(ICanvas canvas, Axis x, Axis y, Box area)
    {
        foreach (var run in VisibleLine.Runs(xs, ys, x, y, area))
        {
            if (run.Length > 1) canvas.Polyline(run, _stroke);
            else canvas.Mark(run[0], Marker.Circle, Math.Max(2.5 * width, 3), Color, Stroke.None); // a point alone still shows
        }
        if (marker == Marker.None) return;
        ScatterSeries.DrawMarkers(canvas, xs, ys, x, y, area, marker, MarkerSize, Color);
    }

    public override void DrawSample(ICanvas canvas, Box sample)
    {
        var middle = sample.Center.Y;
        canvas.Line(new Point(sample.Left, middle), new Point(sample.Right, middle), _stroke);
        canvas.Mark(sample.Center, marker, MarkerSize, Color, Stroke.None);
    }

    public override void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area)
    {
        const double spacing = 6;
        foreach (var run in VisibleLine.Runs(xs, ys, x, y, area))
        {
            landmarks.Add(run[0]);
            for (var i = 1; i < run.Length; i++)
            {
                var step = run[i] - run[i - 1];
                var parts = (int)(step.Length / spacing) + 1;
                for (var part = 1; part <= parts; part++) landmarks.Add(run[i - 1] + step * ((double)part / parts));
            }
        }
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter", marker == Marker.None && xs.Length > 1 ? "lines" : "lines+markers", Label);
        PlotlyJson.Numbers(json, "x", xs);
        PlotlyJson.Numbers(json, "y", ys);
        PlotlyJson.Line(json, _stroke);
        if (marker != Marker.None) PlotlyJson.Marker(json, marker, MarkerSize, Color);
        json.WriteEndObject();
    }
}
