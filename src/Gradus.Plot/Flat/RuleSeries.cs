using System.Text.Json;

namespace Gradus.Plot;

/// <summary>A straight line across the whole plot at one value.</summary>
internal sealed class RuleSeries(double value, bool isVertical, string? label, Color color, double width, LineStyle style)
    : FlatSeries(label, color)
{
    private readonly Stroke _stroke = new(color, width, style);

    public override void Measure(ref Extent x, ref Extent y, bool logX, bool logY)
    {
        if (!Scale.CanShow(value, isVertical ? logX : logY)) return;
        if (isVertical) x.Include(value);
        else y.Include(value);
    }

    public override void Draw(ICanvas canvas, Axis x, Axis y, Box area)
    {
        if (Ends(x, y, area) is var (from, to)) canvas.Line(from, to, _stroke);
    }

    public override void DrawSample(ICanvas canvas, Box sample) =>
        canvas.Line(new Point(sample.Left, sample.Center.Y), new Point(sample.Right, sample.Center.Y), _stroke);

    // A rule crosses the whole plot: a legend laid over a piece of it hides nothing.
    public override void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area)
    {
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        // A trace cannot say "across the whole plot", so it is drawn between the ends of its own axis of the unit square.
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter", "lines", Label);
        PlotlyJson.Numbers(json, isVertical ? "x" : "y", [value, value]);
        PlotlyJson.Numbers(json, isVertical ? "y" : "x", [0, 1]);
        json.WriteString(isVertical ? "yaxis" : "xaxis", isVertical ? "y2" : "x2");
        PlotlyJson.Line(json, _stroke);
        json.WriteEndObject();
    }

    private (Point From, Point To)? Ends(Axis x, Axis y, Box area)
    {
        var axis = isVertical ? x : y;
        if (!axis.CanShow(value)) return null;
        var place = axis.Place(value);
        var (from, to) = isVertical
            ? (new Point(place, area.Top), new Point(place, area.Bottom))
            : (new Point(area.Left, place), new Point(area.Right, place));
        return VisibleLine.Clip(from, to, area);
    }
}
