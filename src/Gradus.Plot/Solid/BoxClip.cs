namespace Gradus.Plot;

/// <summary>Cuts a convex piece of a surface at the sides of the box (Sutherland and Hodgman 1974).</summary>
internal static class BoxClip
{
    /// <summary>
    /// What is left inside, with the bits of the sides that are still of the piece itself; empty when nothing is.
    /// </summary>
    public static (Vector[] Corners, int Sides) Cut(Vector[] corners, int sides)
    {
        for (var axis = 0; axis < 3 && corners.Length > 0; axis++)
        {
            (corners, sides) = Cut(corners, sides, axis, 0, 1);
            (corners, sides) = Cut(corners, sides, axis, 1, -1);
        }
        return (corners, sides);
    }

    private static (Vector[] Corners, int Sides) Cut(Vector[] corners, int sides, int axis, double limit, int sign)
    {
        var kept = new List<Vector>(corners.Length + 1);
        var keptSides = 0;
        for (var i = 0; i < corners.Length; i++)
        {
            var (here, next) = (corners[i], corners[(i + 1) % corners.Length]);
            var (hereInside, nextInside) = (Room(here) >= 0, Room(next) >= 0);
            var side = sides >> i & 1;
            if (hereInside) Keep(here, side);
            if (hereInside == nextInside) continue;
            var share = Room(here) / (Room(here) - Room(next));
            // Going out, the next side runs along the wall of the box; coming in, it is the rest of this one.
            Keep((here + (next - here) * share).With(axis, limit), hereInside ? 0 : side);
        }
        return ([.. kept], keptSides);

        double Room(Vector corner) => (corner[axis] - limit) * sign;

        void Keep(Vector corner, int side)
        {
            keptSides |= side << kept.Count;
            kept.Add(corner);
        }
    }
}
