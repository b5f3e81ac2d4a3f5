namespace Gradus.Plot;

/// <summary>Shapes that every canvas draws by the basic ones.</summary>
internal static class CanvasLines
{
    public static void Line(this ICanvas canvas, Point from, Point to, Stroke stroke)
    {
        ReadOnlySpan<Point> points = [from, to];
        canvas.Polyline(points, stroke);
    }
}
