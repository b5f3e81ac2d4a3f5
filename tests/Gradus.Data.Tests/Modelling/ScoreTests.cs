namespace Gradus.Data.Tests;

public class ScoreTests
{
    [Fact]
    public void ByHand()
    {
        // Errors 1, 0, -1, 2; deviations of the truth -3, -1, 1, 3.
        var score = Score.Of([2, 3, 4, 9], [1, 3, 5, 7]);
        Assert.Equal(Math.Sqrt(6.0 / 4), score.Rmse, 1e-15);
        Assert.Equal(1 - 6.0 / 20, score.R2, 1e-15);
        Assert.Equal(1, score.Mae, 1e-15);
    }

    [Fact]
    public void PerfectAndAsGoodAsTheMean()
    {
        Assert.Equal(new Score(0, 1, 0), Score.Of([1, 2, 6], [1, 2, 6]));
        Assert.Equal(0, Score.Of([3, 3, 3], [1, 2, 6]).R2, 1e-15);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0)]
    public void NothingToExplainIsNotANumber(double value)
    {
        var score = Score.Of([.. Enumerable.Repeat(value + 1, 100)], [.. Enumerable.Repeat(value, 100)]);
        Assert.Equal(1, score.Rmse, 1e-15);
        Assert.True(double.IsNaN(score.R2));
    }

    [Fact]
    public void TheEdgesOfTheRange()
    {
        var score = Score.Of([1e300, 3e300], [2e300, 4e300]);
        Assert.Equal(1e300, score.Rmse, 1e285);
        Assert.Equal(0, score.R2, 1e-14);
        score = Score.Of([1e-300, 3e-300], [2e-300, 4e-300]);
        Assert.Equal(1e-300, score.Rmse, 1e-315);
    }

    [Fact]
    public void ADivergedModelHasNoScore()
    {
        Assert.True(double.IsNaN(Score.Of([double.NaN, 1], [1, 2]).Rmse));
        Assert.True(double.IsNaN(Score.Of([double.PositiveInfinity, 1], [1, 2]).R2));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0, 0)]
    public void WrongSizesAreNamed(int predictions, int truth) => Assert.Equal(
        $"Score.Of: there are {predictions} predictions and {truth} true values; expected as many of each, at least one.",
        Assert.Throws<ArgumentException>(() => Score.Of(new double[predictions], new double[truth])).Message);
}
