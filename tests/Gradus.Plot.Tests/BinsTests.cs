namespace Gradus.Plot.Tests;

public class BinsTests
{
    // 200 squared multiples of the golden ratio (less their whole parts); counts and edges by numpy.histogram.
    private static readonly double[] Squares = Array.ConvertAll(Samples.Scattered(200, 0), value => value * value);

    [Fact]
    public void TheFittingNumberIsNumpysAuto()
    {
        var (edges, counts) = Bins.Count(Squares, 0);
        Assert.Equal([67, 27, 22, 17, 16, 14, 12, 12, 13], counts);
        Assert.Equal(0.11042204498282338, edges[1], 1e-15);
        Assert.Equal(0.9937984048454104, edges[^1], 1e-15);
    }

    [Fact]
    public void GivenNumbersAreKept() => Assert.Equal([76, 30, 25, 20, 17, 16, 16], Bins.Count(Squares, 7).Counts);

    [Fact]
    public void TheLastBinHoldsItsRightEdge()
    {
        var (edges, counts) = Bins.Count([4, 1, double.NaN, 2, 3, 4, double.NegativeInfinity], 3);
        Assert.Equal([1, 2, 3, 4], edges);
        Assert.Equal([1, 1, 3], counts);
    }

    [Fact]
    public void ConstantValuesFillOneBin()
    {
        var (edges, counts) = Bins.Count([5, 5, 5], 0);
        Assert.Equal([4.5, 5.5], edges);
        Assert.Equal([3], counts);
    }

    [Fact]
    public void NoSpreadAmongTheMiddleFallsBackToSturges()
    {
        var values = Samples.Count(53, i => i switch { 50 => 1, 51 => 2, 52 => 100, _ => 0 });
        Assert.Equal([52, 0, 0, 0, 0, 0, 1], Bins.Count(values, 0).Counts);
    }
}
