using System.Text.Json;

namespace Gradus.Plot;

/// <summary>Points in space, each with a marker; far ones are paler.</summary>
internal sealed class SolidScatter(
    double[] xs, double[] ys, double[] zs, string? label, Color color, Marker marker, double size) : SolidSeries(label, color)
{
    private const double Fading = 0.5;

    public override void Measure(ref Extent x, ref Extent y, ref Extent z) => MeasurePoints(xs, ys, zs, ref x, ref y, ref z);

    public override void AddMarks(Scene scene)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var shares = scene.Space.Shares(xs[i], ys[i], zs[i]);
            if (!Space.IsInside(shares)) continue;
            var spot = scene.Space.Project(shares);
            var paled = Color.Mix(Color.White, Fading * scene.Space.Remoteness(spot.Depth));
            scene.Add(spot, size / 2, canvas => canvas.Mark(spot.Place, marker, size, paled, Stroke.None));
        }
    }

    public override void DrawSample(ICanvas canvas, Box sample) => canvas.Mark(sample.Center, marker, size, Color, Stroke.None);

    public override void WriteTrace(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        PlotlyJson.Begin(json, "scatter3d", "markers", Label);
        PlotlyJson.Numbers(json, "x", xs);
        PlotlyJson.Numbers(json, "y", ys);
        PlotlyJson.Numbers(json, "z", zs);
        PlotlyJson.Marker(json, marker, size * PlotlyJson.SizeInSpace, Color);
        json.WriteEndObject();
    }
}
