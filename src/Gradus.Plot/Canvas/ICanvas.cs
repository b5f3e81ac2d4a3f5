namespace Gradus.Plot;

/// <summary>
/// What a picture is drawn on. One drawing routine serves every format: it speaks only to this. Coordinates are finite CSS
/// pixels.
/// </summary>
internal interface ICanvas
{
    /// <summary>An open line through all points, with round joins.</summary>
    void Polyline(ReadOnlySpan<Point> points, Stroke stroke);

    /// <summary>A filled, closed shape, smooth at its rim.</summary>
    void Polygon(ReadOnlySpan<Point> corners, Color fill);

    /// <summary>
    /// A filled shape with hard pixel edges: neighbors that share an edge meet without the light seam that two smooth rims
    /// leave. Where bit i of the sides is set, a line is drawn over it from corner i to the next.
    /// </summary>
    void Tile(ReadOnlySpan<Point> corners, Color fill, int sides, Stroke mesh);

    void Rectangle(Box box, Color fill, Stroke edge, double cornerRadius = 0);

    /// <summary>A marker whose size is its diameter.</summary>
    void Mark(Point center, Marker marker, double size, Color fill, Stroke edge);

    /// <summary>One line of text; the anchor lies on its baseline.</summary>
    void Text(string text, Point anchor, TextStyle style);
}
