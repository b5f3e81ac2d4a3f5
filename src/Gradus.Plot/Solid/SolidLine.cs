using System.Text.Json;

namespace Gradus.Plot;

/// <summary>Points in space joined by a line.</summary>
internal sealed class SolidLine(
    double[] xs, double[] ys, double[] zs, string? label, Color color, double width, LineStyle style, Marker marker)
    : SolidSeries(label, color)
{
    private const double MarkerSize = 6;
    private const double LongestPiece = 1.0 / 40; // of a side of the box: short enough to dive under a surface in time

    private readonly Stroke _stroke = new(color, width, style);

    public override void Measure(ref Extent x, ref Extent y, ref Extent z) => MeasurePoints(xs, ys, zs, ref x, ref y, ref z);

    public override void AddMarks(Scene scene)
    {
        Vector? before = null;
        var path = scene.BeginPath(_stroke);
        for (var i = 0; i < xs.Length; i++)
        {
            var here = scene.Space.Shares(xs[i], ys[i], zs[i]);
            if (!Space.IsInside(here))
            {
                path.Lift();
                before = null;
                continue;
            }
            if (before is { } last)
            {
                var step = here - last;
                var pieces = (int)Math.Ceiling(step.Length / LongestPiece);
                for (var piece = 1; piece <= pieces; piece++) path.To(last + step * ((double)piece / pieces));
            }
            else path.To(here);
            var spot = scene.Space.Project(here);
            var sign = marker == Marker.None && IsAlone(i) ? Marker.Circle : marker;
            if (sign != Marker.None)
                scene.Add(spot, MarkerSize / 2, canvas => canvas.Mark(spot.Place, sign, MarkerSize, Color, Stroke.None));
            before = here;
        }
        path.Lift();
    }

    public override void DrawSample(ICanvas canvas, Box sample)
    {
        canvas.Line(new Point(sample.Left, sample.Center.Y), new Point(sample.Right, sample.Center.Y), _stroke);
        canvas.Mark(sample.Center, marker, MarkerSize, Color, Stroke.None);
    }

    public override void WriteTrace(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter3d", marker == Marker.None ? "lines" : "lines+markers", Label);
        PlotlyJson.Numbers(json, "x", xs);
        PlotlyJson.Numbers(json, "y", ys);
        PlotlyJson.Numbers(json, "z", zs);
        PlotlyJson.Line(json, _stroke with { Width = width * 1.5 });
        if (marker != Marker.None) PlotlyJson.Marker(json, marker, MarkerSize * PlotlyJson.SizeInSpace, Color);
        json.WriteEndObject();
    }

    /// <summary>A point whose neighbors cannot be shown has no line; it is marked instead.</summary>
    private bool IsAlone(int index) =>
        (index == 0 || !IsFinite(index - 1)) && (index == xs.Length - 1 || !IsFinite(index + 1));

    private bool IsFinite(int index) => double.IsFinite(xs[index]) && double.IsFinite(ys[index]) && double.IsFinite(zs[index]);
}
