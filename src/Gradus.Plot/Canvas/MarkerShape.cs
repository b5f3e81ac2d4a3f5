namespace Gradus.Plot;

/// <summary>The corners of the markers that have corners, so that every canvas draws the same shape.</summary>
internal static class MarkerShape
{
    /// <summary>True when the marker is made of strokes alone and has no inside.</summary>
    public static bool IsOpen(Marker marker) => marker is Marker.Cross or Marker.Plus;

    /// <summary>
    /// Fills <paramref name="corners"/> (4 long) and returns how many were used. An open marker gives two separate strokes:
    /// corners 0 to 1 and 2 to 3. The factors give every marker about the area of the circle of the same size.
    /// </summary>
    public static int Corners(Marker marker, Point center, double size, Span<Point> corners)
    {
        var half = size / 2;
        switch (marker)
        {
            case Marker.Triangle:
                half *= 1.15;
                corners[0] = center + new Point(0, -half);
                corners[1] = center + new Point(half, half * 0.8);
                corners[2] = center + new Point(-half, half * 0.8);
                return 3;
            case Marker.Diamond:
                half *= 1.2;
                corners[0] = center + new Point(0, -half);
                corners[1] = center + new Point(half, 0);
                corners[2] = center + new Point(0, half);
                corners[3] = center + new Point(-half, 0);
                return 4;
            case Marker.Plus:
                corners[0] = center + new Point(-half, 0);
                corners[1] = center + new Point(half, 0);
                corners[2] = center + new Point(0, -half);
                corners[3] = center + new Point(0, half);
                return 4;
            default: // Square, Cross: the corners of a square; a cross joins them by its diagonals.
                half *= 0.87;
                corners[0] = center + new Point(-half, -half);
                corners[1] = marker == Marker.Cross ? center + new Point(half, half) : center + new Point(half, -half);
                corners[2] = marker == Marker.Cross ? center + new Point(half, -half) : center + new Point(half, half);
                corners[3] = center + new Point(-half, half);
                return 4;
        }
    }
}
