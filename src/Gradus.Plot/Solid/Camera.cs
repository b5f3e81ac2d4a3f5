namespace Gradus.Plot;

/// <summary>
/// Looks at the box with perspective. The box is 4 by 4 by 3, scaled so that the eye, 10 away from its middle, sees it as
/// matplotlib's mplot3d does: elevation is the angle above the x-y plane, azimuth turns about z from the x axis.
/// </summary>
internal sealed class Camera
{
    private const double Distance = 10;

    // mplot3d scales the aspect (4, 4, 3) to this length.
    private const double AspectLength = 1.8294640721620434;

    private readonly Vector _right;
    private readonly Vector _up;
    private readonly Vector _toEye;

    /// <param name="elevation">In degrees.</param>
    /// <param name="azimuth">In degrees.</param>
    public Camera(double elevation, double azimuth)
    {
        var (sinElevation, cosElevation) = Math.SinCos(elevation * Math.PI / 180);
        var (sinAzimuth, cosAzimuth) = Math.SinCos(azimuth * Math.PI / 180);
        _toEye = new Vector(cosElevation * cosAzimuth, cosElevation * sinAzimuth, sinElevation);
        _right = new Vector(-sinAzimuth, cosAzimuth, 0);
        _up = new Vector(-sinElevation * cosAzimuth, -sinElevation * sinAzimuth, cosElevation);
        Eye = Size * 0.5 + _toEye * Distance;
    }

    /// <summary>The sides of the box; one corner is the origin.</summary>
    public static Vector Size { get; } = new Vector(4, 4, 3) * (AspectLength / Math.Sqrt(41));

    public Vector Eye { get; }

    /// <summary>Projects a place given as shares of the box's sides, 0 to 1 each. Of the result y grows upwards.</summary>
    public Spot Project(Vector shares)
    {
        var from = new Vector(shares.X * Size.X, shares.Y * Size.Y, shares.Z * Size.Z) - Eye;
        var depth = -from.Dot(_toEye);
        return new Spot(new Point(from.Dot(_right) / depth, from.Dot(_up) / depth), depth);
    }

    /// <summary>Whether the eye looks at the outside of the face where the axis (0 to 2) is at its start or end.</summary>
    public bool SeesFace(int axis, bool atEnd) => atEnd ? Eye[axis] > Size[axis] : Eye[axis] < 0;

    /// <summary>Whether of the two faces across the axis the one at its end is the farther.</summary>
    public bool IsEndFarther(int axis) => Eye[axis] < Size[axis] / 2;
}
