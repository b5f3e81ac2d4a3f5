using System.Text.Json;

namespace Gradus.Plot;

/// <summary>Points, each with a marker.</summary>
internal sealed class ScatterSeries(double[] xs, double[] ys, string? label, Color color, Marker marker, double size)
    : FlatSeries(label, color)
{
    public override void Measure(ref Extent x, ref Extent y, bool logX, bool logY)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            if (!Scale.CanShow(xs[i], logX) || !Scale.CanShow(ys[i], logY)) continue;
            x.Include(xs[i]);
            y.Include(ys[i]);
        }
    }

    public override void Draw(ICanvas canvas, Axis x, Axis y, Box area) =>
        DrawMarkers(canvas, xs, ys, x, y, area, marker, size, Color);

    public override void DrawSample(ICanvas canvas, Box sample) => canvas.Mark(sample.Center, marker, size, Color, Stroke.None);

    public override void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area) =>
        AddVisible(landmarks, xs, ys, x, y, area);

    public override void WriteTrace(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter", "markers", Label);
        PlotlyJson.Numbers(json, "x", xs);
        PlotlyJson.Numbers(json, "y", ys);
        PlotlyJson.Marker(json, marker, size, Color);
        json.WriteEndObject();
    }

    /// <summary>Draws a marker at every point whose center is in the area.</summary>
    public static void DrawMarkers(
        ICanvas canvas, double[] xs, double[] ys, Axis x, Axis y, Box area, Marker marker, double size, Color color)
    {
        var places = new List<Point>(xs.Length);
        AddVisible(places, xs, ys, x, y, area);
        foreach (var place in places) canvas.Mark(place, marker, size, color, Stroke.None);
    }

    private static void AddVisible(List<Point> places, double[] xs, double[] ys, Axis x, Axis y, Box area)
    {
        var inside = area.Grow(0.5);
        for (var i = 0; i < xs.Length; i++)
        {
            if (!x.CanShow(xs[i]) || !y.CanShow(ys[i])) continue;
            var place = new Point(x.Place(xs[i]), y.Place(ys[i]));
            if (inside.Contains(place)) places.Add(place);
        }
    }
}
