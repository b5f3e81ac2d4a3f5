namespace Gradus.Plot;

/// <summary>
/// A four-cornered piece of a surface, as it falls on the picture. The mesh lines run along those sides that
/// <see cref="Sides"/> names: bit 0 for the side from A to B, bit 1 from B to C, and so on.
/// </summary>
internal sealed record SurfaceTile(Spot A, Spot B, Spot C, Spot D, Color Fill, Stroke Mesh, int Sides)
{
    public double Depth { get; } = (A.Depth + B.Depth + C.Depth + D.Depth) / 4;

    public Box Bounds { get; } = Box.Nothing.Include(A.Place).Include(B.Place).Include(C.Place).Include(D.Place);

    /// <summary>How far the tile lies from the eye where it covers the place; null where it does not.</summary>
    public double? DepthAt(Point place) => DepthIn(A, B, C, place) ?? DepthIn(A, C, D, place);

    public void Draw(ICanvas canvas)
    {
        ReadOnlySpan<Point> corners = [A.Place, B.Place, C.Place, D.Place];
        canvas.Tile(corners, Fill);
        for (var side = 0; side < 4; side++)
            if ((Sides >> side & 1) != 0) canvas.Line(corners[side], corners[(side + 1) % 4], Mesh);
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
}
