namespace Gradus.Plot.Tests;

public class ScaleTests
{
    [Fact]
    public void NothingSeenShowsZeroToOne() => Assert.Equal(new Scale(0, 1, false), Scale.Around(new Extent(), false, 0.05));

    [Theory]
    [InlineData(2, 2, 1.8, 2.2)]          // one value: a tenth of it around
    [InlineData(-2, -2, -2.2, -1.8)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, 10, -0.5, 10.5)]       // a twentieth of the extent more at both ends
    [InlineData(1e-310, 2e-310, -1, 1)]   // too fine to tell apart
    [InlineData(0, 1e-300, -5e-302, 1.05e-300)]
    [InlineData(-1e308, 1e308, -1.1e308, 1.1e308)]
    public void Linear(double min, double max, double low, double high)
    {
        var scale = Scale.Around(Seen(min, max), false, 0.05);
        Assert.Equal(low, scale.Low, Math.Max(Math.Abs(high), Math.Abs(low)) * 1e-14);
        Assert.Equal(high, scale.High, Math.Max(Math.Abs(high), Math.Abs(low)) * 1e-14);
    }

    [Fact]
    public void TheGreatestDoublesStayFinite()
    {
        var scale = Scale.Around(Seen(-double.MaxValue, double.MaxValue), false, 0.05);
        Assert.Equal(new Scale(-double.MaxValue, double.MaxValue, false), scale);
        Assert.Equal(0.5, scale.Share(0));
        Assert.Equal(1, scale.Share(double.MaxValue));
    }

    [Fact]
    public void LogarithmicSharesAreSharesOfDecades()
    {
        var scale = Scale.Between(1e-3, 1e3, logarithmic: true);
        Assert.Equal(0.5, scale.Share(1), 1e-15);
        Assert.Equal(1.0 / 6, scale.Share(1e-2), 1e-15);
        Assert.False(Scale.CanShow(0, true));
        Assert.False(Scale.CanShow(-1, true));
        Assert.False(Scale.CanShow(double.NaN, false));
    }

    private static Extent Seen(double min, double max)
    {
        var seen = new Extent();
        seen.Include([max, double.NaN, min, double.PositiveInfinity]);
        return seen;
    }
}
