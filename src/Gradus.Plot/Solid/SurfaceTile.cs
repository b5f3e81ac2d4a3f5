namespace Gradus.Plot;

/// <summary>
/// A flat piece of a surface, as it falls on the picture: convex, mostly with four corners. Bit i of the sides says whether a
/// mesh line runs from corner i to the next.
/// </summary>
internal sealed class SurfaceTile(Spot[] corners, int sides, Color fill, Stroke mesh)
{
    public double Depth { get; } = Mean(corners);

    public Box Bounds { get; } = Around(corners);

    /// <summary>How far the tile lies from the eye where it covers the place; null where it does not.</summary>
    public double? DepthAt(Point place)
    {
        for (var i = 2; i < corners.Length; i++)
            if (DepthIn(corners[0], corners[i - 1], corners[i], place) is { } depth) return depth;
        return null;
    }

    public void Draw(ICanvas canvas)
    {
        Span<Point> places = stackalloc Point[corners.Length];
        for (var i = 0; i < places.Length; i++) places[i] = corners[i].Place;
        canvas.Tile(places, fill, sides, mesh);
    }

    // Over a flat triangle seen in perspective, the reciprocal of the depth is linear in the place on the picture.
    private static double? DepthIn(Spot a, Spot b, Spot c, Point place)
    {
        var (toB, toC, toPlace) = (b.Place - a.Place, c.Place - a.Place, place - a.Place);
        var area = Cross(toB, toC);
        if (area == 0) return null;
        var shareB = Cross(toPlace, toC) / area;
        var shareC = Cross(toB, toPlace) / area;
        const double slack = 1e-9;
        if (shareB < -slack || shareC < -slack || shareB + shareC > 1 + slack) return null;
        return 1 / ((1 - shareB - shareC) / a.Depth + shareB / b.Depth + shareC / c.Depth);
    }

    private static double Cross(Point a, Point b) => a.X * b.Y - a.Y * b.X;

    private static double Mean(Spot[] corners)
    {
        var sum = 0.0;
        foreach (var corner in corners) sum += corner.Depth;
        return sum / corners.Length;
    }

    private static Box Around(Spot[] corners)
    {
        var bounds = Box.Nothing;
        foreach (var corner in corners) bounds = bounds.Include(corner.Place);
        return bounds;
    }
}
