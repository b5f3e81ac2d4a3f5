using System.Text.Json;
using Gradus.Plot;

namespace Gradus.Jupyter;

/// <summary>The operations behind a tensor: inputs above, the result at the foot, an arrow for each use.</summary>
internal sealed class GraphPicture : Picture
{
    private const int Most = 60;
    private const double TextSize = 12.5;
    private const double FactsSize = 10.5;
    private const double BoxHeight = 36;
    private const double Between = 18;
    private const double Rise = 30;
    private const double Edge = 14;
    private const double Head = 7;

    private static readonly Color Ink = "#222831";
    private static readonly Color Faint = "#59636f";
    private static readonly Stroke Line = new("#8a939e", 1.3);
    private static readonly Stroke Rim = new("#8a939e", 1);

    private readonly Dictionary<GraphBox, Box> places = [];

    public GraphPicture(Tensor tensor) : base("")
    {
        var boxes = GraphBox.Of(tensor, Most);
        var layers = boxes.GroupBy(box => box.Depth).OrderBy(layer => layer.Key).Select(layer => layer.ToList()).ToList();
        var width = layers.Max(layer => layer.Sum(box => BoxWidth(box) + Between)) - Between + 2 * Edge;
        Width = Math.Clamp(width, 120, 8192);
        Height = Math.Clamp(layers.Count * (BoxHeight + Rise) - Rise + 2 * Edge, 120, 8192);
        var users = boxes.SelectMany(box => box.Inputs.Select(input => (input, box))).ToLookup(use => use.input, use => use.box);
        foreach (var layer in layers) Place(layer, users);
    }

    internal override void Draw(ICanvas canvas)
    {
        foreach (var (box, place) in places)
            foreach (var (index, input) in box.Inputs.Index())
                Arrow(canvas, places[input], place, (index + 1.0) / (box.Inputs.Count + 1), box.Kind != GraphBoxKind.Bend);
        foreach (var (box, place) in places)
        {
            if (box.Kind == GraphBoxKind.Bend) canvas.Polyline([new(place.Left, place.Top), new(place.Left, place.Bottom)], Line);
            if (box.Kind == GraphBoxKind.Bend) continue;
            canvas.Rectangle(place, Fill(box.Kind), Rim, 5);
            var middle = place.Center;
            var shift = box.Facts.Length == 0 ? TextSize * 0.36 : -2;
            canvas.Text(box.Name, middle + new Point(0, shift), new TextStyle(TextSize, Ink, Alignment.Middle));
            if (box.Facts.Length > 0)
                canvas.Text(box.Facts, middle + new Point(0, 12), new TextStyle(FactsSize, Faint, Alignment.Middle));
        }
    }

    internal override void WritePlotly(Utf8JsonWriter json) =>
        throw new NotSupportedException("Turning: a graph of operations is flat; show it with GraphOf alone.");

    // The result is at the foot. Each box stands as near as it can above the middle of those that use it.
    private void Place(List<GraphBox> layer, ILookup<GraphBox, GraphBox> users)
    {
        var wanted = layer.ToDictionary(box => box, box =>
            users[box].Select(user => places[user].Center.X).DefaultIfEmpty(Width / 2).Average());
        layer = [.. layer.OrderBy(box => wanted[box])];
        var foot = Height - Edge - layer[0].Depth * (BoxHeight + Rise);
        var left = Width / 2 - (layer.Sum(box => BoxWidth(box) + Between) - Between) / 2;
        foreach (var box in layer)
        {
            places[box] = new Box(left, foot - BoxHeight, left + BoxWidth(box), foot);
            left += BoxWidth(box) + Between;
        }
    }

    // To its own place on the upper rim, so that arrows of several inputs stay apart.
    private static void Arrow(ICanvas canvas, Box from, Box to, double share, bool hasHead)
    {
        var start = new Point(from.Center.X, from.Bottom);
        var end = new Point(to.Left + to.Width * share, to.Top);
        canvas.Polyline([start, end], Line);
        if (!hasHead) return;
        var along = end - start;
        along *= Head / along.Length;
        var across = new Point(-along.Y, along.X) * 0.45;
        canvas.Polygon([end, end - along + across, end - along - across], Line.Color);
    }

    private static double BoxWidth(GraphBox box) => box.Kind == GraphBoxKind.Bend ? 0 :
        Math.Max(44, Math.Max(FontMetrics.Width(box.Name, TextSize), FontMetrics.Width(box.Facts, FactsSize)) + 18);

    private static Color Fill(GraphBoxKind kind) => kind switch
    {
        GraphBoxKind.Parameter => "#fde3c8",
        GraphBoxKind.Data => "#e4ecf5",
        _ => "#ffffff",
    };
}
