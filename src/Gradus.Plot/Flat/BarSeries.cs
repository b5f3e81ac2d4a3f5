using System.Text.Json;

namespace Gradus.Plot;

/// <summary>Upright bars from zero, each over its own stretch of the x axis: a bar chart or a histogram.</summary>
internal sealed class BarSeries(double[] lefts, double[] rights, double[] heights, string? label, Color color)
    : FlatSeries(label, color)
{
    private static readonly Stroke Gap = new(Color.White, 0.8); // keeps bars that touch apart

    public override bool StandsOnZero => true;

    public override void Measure(ref Extent x, ref Extent y, bool logX, bool logY)
    {
        for (var i = 0; i < heights.Length; i++)
        {
            if (!Scale.CanShow(lefts[i], logX) || !Scale.CanShow(rights[i], logX) || !Scale.CanShow(heights[i], logY)) continue;
            x.Include(lefts[i]);
            x.Include(rights[i]);
            y.Include(heights[i]);
            if (!logY) y.Include(0);
        }
    }

    public override void Draw(ICanvas canvas, Axis x, Axis y, Box area)
    {
        for (var i = 0; i < heights.Length; i++)
            if (Place(i, x, y, area) is { } bar) canvas.Rectangle(bar, Color, Gap);
    }

    public override void DrawSample(ICanvas canvas, Box sample) => canvas.Rectangle(sample.Grow(-0.5), Color, Stroke.None);

    public override void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area)
    {
        const double spacing = 8;
        for (var i = 0; i < heights.Length; i++)
        {
            if (Place(i, x, y, area) is not { } bar) continue;
            for (var down = bar.Top; down <= bar.Bottom; down += spacing)
                for (var along = bar.Left; along <= bar.Right; along += spacing) landmarks.Add(new Point(along, down));
        }
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        // The bundle of plotly.js that is carried has no bars: each is drawn as a filled outline, nulls between them.
        var (xs, ys) = (new List<double>(), new List<double>());
        for (var i = 0; i < heights.Length; i++)
        {
            xs.AddRange([lefts[i], lefts[i], rights[i], rights[i], lefts[i], double.NaN]);
            ys.AddRange([0, heights[i], heights[i], 0, 0, double.NaN]);
        }
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter", "lines", Label);
        PlotlyJson.Numbers(json, "x", xs.ToArray());
        PlotlyJson.Numbers(json, "y", ys.ToArray());
        PlotlyJson.Fill(json, "toself", Color);
        json.WriteEndObject();
    }

    private Box? Place(int index, Axis x, Axis y, Box area)
    {
        if (!x.CanShow(lefts[index]) || !x.CanShow(rights[index]) || !y.CanShow(heights[index])) return null;
        var (left, right) = (x.Place(lefts[index]), x.Place(rights[index]));
        var (end, zero) = (y.Place(heights[index]), y.CanShow(0) ? y.Place(0) : area.Bottom);
        var bar = new Box(
            Math.Max(left, area.Left), Math.Max(Math.Min(end, zero), area.Top),
            Math.Min(right, area.Right), Math.Min(Math.Max(end, zero), area.Bottom));
        return bar is { Width: > 0, Height: > 0 } ? bar : null;
    }
}
