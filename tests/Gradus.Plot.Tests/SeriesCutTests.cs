namespace Gradus.Plot.Tests;

/// <summary>What reaches over the limits is cut there. The plot is 100 by 100 pixels and shows 0 to 10 on both axes.</summary>
public class SeriesCutTests
{
    private static readonly Box Area = new(0, 0, 100, 100);
    private static readonly Axis X = Axis.Horizontal(Scale.Between(0, 10, false), 0, 100, 12);
    private static readonly Axis Y = Axis.Vertical(Scale.Between(0, 10, false), 100, 0);

    [Fact]
    public void ABandKeepsTheAreaInside()
    {
        // Between y = -5 and y = x over -10 to 20: inside the plot that is the triangle under its diagonal.
        var canvas = new RecordingCanvas();
        new BandSeries([-10, 20], [-5, -5], [-10, 20], "", default).Draw(canvas, X, Y, Area);
        var outline = Assert.Single(canvas.Polygons);
        Assert.All(outline, corner => Assert.True(Area.Grow(1e-9).Contains(corner)));
        Assert.Equal(5000, ShoelaceArea(outline), 1e-6);
    }

    [Fact]
    public void ABandIsTwoWhereAValueIsMissing()
    {
        var canvas = new RecordingCanvas();
        new BandSeries([0, 2, 4, 6, 8], [1, 1, double.NaN, 1, 1], [3, 3, 3, 3, 3], "", default).Draw(canvas, X, Y, Area);
        Assert.Equal([400, 400], canvas.Polygons.ConvertAll(outline => Math.Round(ShoelaceArea(outline), 6)));
    }

    [Fact]
    public void BarsAreCutAtEverySide()
    {
        var canvas = new RecordingCanvas();
        new BarSeries([-1, 4, 9, 20], [1, 6, 11, 21], [5, 50, -5, 5], "", default).Draw(canvas, X, Y, Area);
        Assert.Equal([new Box(0, 50, 10, 100), new Box(40, 0, 60, 100)], canvas.Rectangles);
    }

    [Fact]
    public void PointsOutsideAreLeftOut()
    {
        var canvas = new RecordingCanvas();
        new ScatterSeries([-1, 0, 5, 10, 11], [5, 5, 5, 5, 5], "", default, Marker.Circle, 5).Draw(canvas, X, Y, Area);
        Assert.Equal([new Point(0, 50), new Point(50, 50), new Point(100, 50)], canvas.Marks);
    }

    private static double ShoelaceArea(Point[] outline)
    {
        var twice = 0.0;
        for (var i = 0; i < outline.Length; i++)
        {
            var next = outline[(i + 1) % outline.Length];
            twice += outline[i].X * next.Y - next.X * outline[i].Y;
        }
        return Math.Abs(twice) / 2;
    }
}
