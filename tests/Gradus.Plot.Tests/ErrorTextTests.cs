namespace Gradus.Plot.Tests;

public class ErrorTextTests
{
    [Fact]
    public void EveryPointNeedsBothValues()
    {
        Says<ArgumentException>(
            "Line: x has 3 values and y has 4; every point needs one of each. Cut the longer to the shorter.",
            () => new Figure().Line([1, 2, 3], [1, 2, 3, 4]));
        Says<ArgumentException>(
            "Scatter: x has 0 values and y has 1; every point needs one of each. Cut the longer to the shorter.",
            () => new Figure().Scatter([], [1]));
        Says<ArgumentException>(
            "Bars: x has 1 values and heights has 2; every point needs one of each. Cut the longer to the shorter.",
            () => new Figure().Bars([1], [1, 2]));
        Says<ArgumentException>(
            "Band: x has 1 values and high has 2; every point needs one of each. Cut the longer to the shorter.",
            () => new Figure().Band([1], [1], [1, 2]));
        Says<ArgumentException>(
            "Scatter: x has 1 values, y has 2 and z has 3; every point needs one of each. Cut all to the shortest.",
            () => new Figure3D().Scatter([1], [1, 2], [1, 2, 3]));
        Says<ArgumentException>(
            "Line: x has 2 values, y has 2 and z has 1; every point needs one of each. Cut all to the shortest.",
            () => new Figure3D().Line([1, 2], [1, 2], [1]));
    }

    [Fact]
    public void AGridFitsItsHeights()
    {
        Says<ArgumentException>(
            "Surface: x is 1 by 2 and z is 2 by 3; x must be 2 by 3 too, or hold 3 values, one for each column of z.",
            () => new Figure3D().Surface([0, 1], [0, 1], new double[2, 3]));
        Says<ArgumentException>(
            "Surface: y is 3 by 3 and z is 2 by 3; y must be 2 by 3 too, or hold 2 values, one for each row of z.",
            () => new Figure3D().Surface(new double[] { 0, 1, 2 }, new double[3, 3], new double[2, 3]));
        Says<ArgumentException>(
            "Grid: 2 rows of 3 columns need 6 values, but 5 were given. Pass the values row by row.",
            () => new Grid(2, 3, new double[5]));
    }

    [Fact]
    public void LimitsRise()
    {
        Says<ArgumentException>(
            "XLimits: (2, 1) is no range; both ends must be finite and the first below the second.",
            () => new Figure { XLimits = (2, 1) });
        Says<ArgumentException>(
            "ZLimits: (0, NaN) is no range; both ends must be finite and the first below the second.",
            () => new Figure3D { ZLimits = (0, double.NaN) });
        Says<InvalidOperationException>(
            "Figure: YLimits starts at -1, but a logarithmic axis shows only values above 0. Raise it, or use a linear axis.",
            () => new Figure { YLimits = (-1, 1), LogY = true }.ToSvg());
    }

    [Fact]
    public void SizesAndScalesAreSane()
    {
        Says<ArgumentOutOfRangeException>(
            "Width: 12 is out of range; a picture is 120 to 8192 CSS pixels a side.", () => new Figure { Width = 12 });
        Says<ArgumentOutOfRangeException>(
            "Height: NaN is out of range; a picture is 120 to 8192 CSS pixels a side.",
            () => new Figure3D { Height = double.NaN });
        Says<ArgumentOutOfRangeException>(
            "ToPng: a scale of 0 for a picture of 640 by 480 is out of range; it must be above 0, at most 16, and give " +
            "less than 32768 pixels a side.", () => new Figure().ToPng(0));
        Says<ArgumentOutOfRangeException>(
            "Azimuth: an angle must be finite; give it in degrees.", () => new Figure3D { Azimuth = double.NaN });
        Says<ArgumentOutOfRangeException>(
            "Histogram: -1 bins are out of range; ask for 1 to 10000, or 0 for a fitting number.",
            () => new Figure().Histogram([1], bins: -1));
    }

    [Fact]
    public void TheRest()
    {
        Says<ArgumentException>(
            "Colormap: 1 colors were given; pass two or more, from low to high.", () => new Colormap("red"));
        Says<ArgumentException>(
            "Table: row 1 has 3 cells, but the header names 2 columns. Name every column.",
            () => new Report("r").Table(["a", "b"], [["1", "2"], ["1", "2", "3"]]));
        Says<ArgumentNullException>(
            "Values: the numbers to draw are null; pass an empty array for none.", () => new Figure().Line((double[])null!));
    }

    private static void Says<T>(string text, Func<object> act) where T : Exception
    {
        var message = Assert.Throws<T>(act).Message;
        Assert.Equal(text, message.Split(" (Parameter")[0]);
    }
}
