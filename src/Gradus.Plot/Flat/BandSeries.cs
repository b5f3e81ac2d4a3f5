using System.Text.Json;

namespace Gradus.Plot;

/// <summary>The area between two lines, such as a mean more and less its deviation.</summary>
internal sealed class BandSeries(double[] xs, double[] lows, double[] highs, string? label, Color color)
    : FlatSeries(label, color)
{
    public override void Measure(ref Extent x, ref Extent y, bool logX, bool logY)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            if (!Scale.CanShow(xs[i], logX) || !Scale.CanShow(lows[i], logY) || !Scale.CanShow(highs[i], logY)) continue;
            x.Include(xs[i]);
            y.Include(lows[i]);
            y.Include(highs[i]);
        }
    }

    public override void Draw(ICanvas canvas, Axis x, Axis y, Box area)
    {
        foreach (var outline in Outlines(x, y)) canvas.Polygon(Cut(outline, area), Color);
    }

    public override void DrawSample(ICanvas canvas, Box sample) => canvas.Rectangle(sample.Grow(-0.5), Color, Stroke.None);

    // A band is wide and pale: a legend over a part of it hides little.
    public override void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area)
    {
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        var (alongXs, alongYs) = ((double[])[.. xs, .. xs], (double[])[.. highs, .. lows]);
        Array.Reverse(alongXs, xs.Length, xs.Length);
        Array.Reverse(alongYs, xs.Length, xs.Length);
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter", "lines", Label);
        PlotlyJson.Numbers(json, "x", alongXs);
        PlotlyJson.Numbers(json, "y", alongYs);
        PlotlyJson.Fill(json, "toself", Color);
        json.WriteEndObject();
    }

    /// <summary>
    /// One closed outline for each stretch where all three values can be shown: along the top, back along the bottom.
    /// </summary>
    private List<List<Point>> Outlines(Axis x, Axis y)
    {
        var outlines = new List<List<Point>>();
        List<Point> top = [], bottom = [];
        for (var i = 0; i <= xs.Length; i++)
        {
            if (i < xs.Length && x.CanShow(xs[i]) && y.CanShow(lows[i]) && y.CanShow(highs[i]))
            {
                top.Add(new Point(x.Place(xs[i]), y.Place(highs[i])));
                bottom.Add(new Point(x.Place(xs[i]), y.Place(lows[i])));
                continue;
            }
            bottom.Reverse();
            if (top.Count > 1) outlines.Add([.. top, .. bottom]);
            top.Clear();
            bottom.Clear();
        }
        return outlines;
    }

    /// <summary>Cuts an outline at the four sides of the area, one after the other (Sutherland and Hodgman 1974).</summary>
    private static Point[] Cut(List<Point> outline, Box area)
    {
        for (var side = 0; side < 4; side++)
        {
            var kept = new List<Point>(outline.Count + 4);
            for (var i = 0; i < outline.Count; i++)
            {
                var (here, next) = (outline[i], outline[(i + 1) % outline.Count]);
                var (room, nextRoom) = (Room(here), Room(next));
                if (room >= 0) kept.Add(here);
                if (room >= 0 != nextRoom >= 0) kept.Add(here + (next - here) * (room / (room - nextRoom)));
            }
            outline = kept;

            double Room(Point place) => side switch
            {
                0 => place.X - area.Left,
                1 => area.Right - place.X,
                2 => place.Y - area.Top,
                _ => area.Bottom - place.Y,
            };
        }
        return [.. outline];
    }
}
