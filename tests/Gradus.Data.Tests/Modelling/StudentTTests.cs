namespace Gradus.Data.Tests;

public class StudentTTests
{
    /// <summary>scipy.stats.t: 2 * sf(t, freedom).</summary>
    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(1, 1, 0.5)]
    [InlineData(2.5, 10, 0.031446844236608776)]
    [InlineData(-12.1, 144, 1.079227973176573e-23)]
    [InlineData(0.001, 3, 0.9992648949694609)]
    [InlineData(40, 2, 0.0006244146721847406)]
    public void TwoSided(double t, double freedom, double expected) =>
        Assert.InRange(StudentT.TwoSided(t, freedom) / expected, 1 - 1e-9, 1 + 1e-9);

    /// <summary>With many rows it is the normal distribution: 1.959963985 for 5 percent.</summary>
    [Fact]
    public void Quantile()
    {
        Assert.Equal(12.706204736432095, StudentT.Quantile(0.05, 1), 1e-9);
        Assert.Equal(2.2281388519649385, StudentT.Quantile(0.05, 10), 1e-9);
        Assert.Equal(1.959963985, StudentT.Quantile(0.05, 1e7), 1e-6);
    }

    [Fact]
    public void NothingToJudgeBy()
    {
        Assert.True(double.IsNaN(StudentT.TwoSided(double.NaN, 5)));
        Assert.True(double.IsNaN(StudentT.TwoSided(1, 0)));
        Assert.Equal(0, StudentT.TwoSided(double.PositiveInfinity, 5));
    }
}
