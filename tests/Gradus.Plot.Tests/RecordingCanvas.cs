namespace Gradus.Plot.Tests;

/// <summary>Keeps the shapes drawn on it.</summary>
internal sealed class RecordingCanvas : ICanvas
{
    public List<Point[]> Polygons { get; } = [];

    public List<Box> Rectangles { get; } = [];

    public List<Point> Marks { get; } = [];

    public void Polyline(ReadOnlySpan<Point> points, Stroke stroke)
    {
    }

    public void Polygon(ReadOnlySpan<Point> corners, Color fill) => Polygons.Add(corners.ToArray());

    public void Tile(ReadOnlySpan<Point> corners, Color fill, int sides, Stroke mesh)
    {
    }

    public void Rectangle(Box box, Color fill, Stroke edge, double cornerRadius = 0) => Rectangles.Add(box);

    public void Mark(Point center, Marker marker, double size, Color fill, Stroke edge) => Marks.Add(center);

    public void Text(string text, Point anchor, TextStyle style)
    {
    }
}
