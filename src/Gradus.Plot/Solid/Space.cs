namespace Gradus.Plot;

/// <summary>From data to picture: the three scales, the camera, and where the projection lies on the canvas.</summary>
internal sealed class Space(Scale x, Scale y, Scale z, Camera camera, Point center, double zoom)
{
    public Camera Camera => camera;

    public Scale this[int axis] => axis == 0 ? x : axis == 1 ? y : z;

    public Space Placed(Point newCenter, double newZoom) => new(x, y, z, camera, newCenter, newZoom);

    /// <summary>The place as shares of the box's sides.</summary>
    public Vector Shares(double atX, double atY, double atZ) => new(x.Share(atX), y.Share(atY), z.Share(atZ));

    /// <summary>Whether the place is within the box; what is not finite is not.</summary>
    public static bool IsInside(Vector shares)
    {
        const double slack = 1e-9;
        return Inside(shares.X) && Inside(shares.Y) && Inside(shares.Z);
        static bool Inside(double share) => share is >= -slack and <= 1 + slack;
    }

    public Spot Project(Vector shares)
    {
        var spot = camera.Project(shares);
        return spot with { Place = new Point(center.X + zoom * spot.Place.X, center.Y - zoom * spot.Place.Y) };
    }

    /// <summary>0 for the nearest corner of the box, 1 for the farthest.</summary>
    public double Remoteness(double depth)
    {
        var half = Camera.Size.Length / 2;
        return Math.Clamp((depth - (camera.Eye - Camera.Size * 0.5).Length + half) / (2 * half), 0, 1);
    }
}
