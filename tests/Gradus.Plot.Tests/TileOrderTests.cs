using CsCheck;

namespace Gradus.Plot.Tests;

public class TileOrderTests
{
    private static readonly Gen<double> Slope = Gen.Double[-0.25, 0.25];

    // A plane over the whole floor, and points above and below it. Whether a point is before or behind the plane is told by the
    // plane's own equation: the eye and the point are on the same side, or not.
    [Fact]
    public void PointsBehindAPlaneAreDrawnBeforeItsTiles()
    {
        var checkedPoints = 0;
        Gen.Select(Gen.Double[-30, 89], Gen.Double[-180, 180], Slope, Slope)
            .Sample((elevation, azimuth, alongX, alongY) =>
                IsInOrder(elevation, azimuth, alongX, alongY, ref checkedPoints), iter: 200, threads: 1);
        Assert.InRange(checkedPoints, 500, 2400);
    }

    // Seen along an axis, a point lies on the border of two tiles up to rounding.
    [Fact]
    public void APointOnTheBorderOfTilesIsBehindBoth()
    {
        var checkedPoints = 0;
        Assert.True(IsInOrder(-4.719278695964022, 6064E-18, 1302E-47, -9626E-50, ref checkedPoints));
        Assert.InRange(checkedPoints, 1, 12);
    }

    private static bool IsInOrder(double elevation, double azimuth, double alongX, double alongY, ref int checkedPoints)
    {
        var (space, tiles) = Plane(elevation, azimuth, Height);
        var order = new TileOrder(tiles);
        var eye = space.Camera.Eye;
        var eyeIsAbove = eye.Z / Camera.Size.Z > Height(eye.X / Camera.Size.X, eye.Y / Camera.Size.Y);
        foreach (var offset in (double[])[-0.2, -0.05, 0.05, 0.2])
        {
            foreach (var (x, y) in ((double, double)[])[(0.3, 0.4), (0.5, 0.5), (0.7, 0.35)])
            {
                var spot = space.Project(new Vector(x, y, Height(x, y) + offset));
                var covering = tiles.FindAll(tile => tile.DepthAt(spot.Place) is not null);
                if (covering.Count == 0) continue; // beside the plane, on the picture
                if (covering.Exists(tile => IsTouching(tile, spot))) continue;
                checkedPoints++;
                var drawnAfter = order.Tiles.Skip(order.Slot(spot, 0)).Count(covering.Contains);
                var isBefore = offset > 0 == eyeIsAbove;
                if (drawnAfter != (isBefore ? 0 : covering.Count)) return false;
            }
        }
        return true;

        static bool IsTouching(SurfaceTile tile, Spot spot) => Math.Abs(tile.DepthAt(spot.Place)!.Value - spot.Depth) < 0.01;

        double Height(double x, double y) => 0.5 + alongX * (x - 0.5) + alongY * (y - 0.5);
    }

    // Seen from straight above, the point over the solid plane is drawn after it and the point under it before.
    [Fact]
    public void ThePictureShowsWhichPointsAreBehind()
    {
        var limits = (0.0, 1.0);
        var figure = new Figure3D { Elevation = 90, Azimuth = -90, XLimits = limits, YLimits = limits, ZLimits = limits };
        figure.Surface([0, 1], [0, 1], new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } }, alpha: 1);
        figure.Scatter([0.25, 0.75], [0.5, 0.5], [0.9, 0.1], color: "red");
        var lines = figure.ToSvg().Split('\n');
        var lastTile = Array.FindLastIndex(lines, line => line.Contains("crispEdges"));
        var firstPoint = Array.FindIndex(lines, line => line.StartsWith("<circle", StringComparison.Ordinal));
        var lastPoint = Array.FindLastIndex(lines, line => line.StartsWith("<circle", StringComparison.Ordinal));
        Assert.InRange(lastTile, firstPoint + 1, lastPoint - 1);
    }

    // The slope from z = -0.5 at x = 0 to 1.5 at x = 1, in sides of the box: it crosses the floor at 1/4 and the top at 3/4.
    [Fact]
    public void ASurfaceIsCutAtTheLimits()
    {
        var (corners, sides) = BoxClip.Cut([new(0, 0, -0.5), new(1, 0, 1.5), new(1, 1, 1.5), new(0, 1, -0.5)], 0b1111);
        Assert.Equal([new(0.25, 0, 0), new(0.75, 0, 1), new(0.75, 1, 1), new(0.25, 1, 0)], corners.OrderBy(Around));
        Assert.Equal(2, int.PopCount(sides)); // two sides are of the surface, two run along the walls
        Assert.Empty(BoxClip.Cut([new(0, 0, 2), new(1, 0, 2), new(1, 1, 3)], 0).Corners);

        static double Around(Vector corner) => Math.Atan2(corner.Y - 0.5, corner.X - 0.5);
    }

    private static (Space Space, List<SurfaceTile> Tiles) Plane(
        double elevation, double azimuth, Func<double, double, double> height)
    {
        var limits = (0.0, 1.0);
        var figure = new Figure3D
        {
            Elevation = elevation,
            Azimuth = azimuth,
            XLimits = limits,
            YLimits = limits,
            ZLimits = limits,
        };
        figure.Surface(
            [0, 1], [0, 1],
            new[,] { { height(0, 0), height(1, 0) }, { height(0, 1), height(1, 1) } });
        var space = figure.BeginSpace().Placed(new Point(300, 200), 3000);
        return (space, new Scene(space, figure.Series).Tiles);
    }
}
