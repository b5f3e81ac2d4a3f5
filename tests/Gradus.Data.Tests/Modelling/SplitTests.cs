namespace Gradus.Data.Tests;

public class SplitTests
{
    [Fact]
    public void TheFirstOfThePermutationAreTheTest()
    {
        var split = Split.Of([3, 0, 4, 2, 1], 0.4);
        Assert.Equal([0, 3], split.Test);
        Assert.Equal([1, 2, 4], split.Train);
    }

    [Theory]
    [InlineData(0, 0.2, 0)]
    [InlineData(1, 0.2, 0)]
    [InlineData(1, 0.9, 0)]
    [InlineData(2, 0.2, 0)]
    [InlineData(2, 0.99, 1)]
    [InlineData(3, 0.2, 1)]
    [InlineData(5, 0.5, 3)]
    [InlineData(442, 0.2, 88)]
    [InlineData(442, 0, 0)]
    public void ThePartsTogetherAreAllRows(int rows, double fraction, int tests)
    {
        var permutation = Enumerable.Range(0, rows).ToArray();
        new Random(7).Shuffle(permutation);
        var split = Split.Of(permutation, fraction);
        Assert.Equal(tests, split.Test.Length);
        Assert.Equal(Enumerable.Range(0, rows), split.Test.Concat(split.Train).Order());
        Assert.Equal(permutation[..tests].Order(), split.Test);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(double.NaN, "NaN")]
    public void AFractionOutOfRange(double fraction, string text) => Assert.Equal(
        $"Split: the test fraction is {text}; it must be at least 0 and less than 1, such as 0.2 (0 means no test).",
        Assert.Throws<ArgumentException>(() => Split.Of([0, 1], fraction)).Message);

    [Theory]
    [InlineData(new[] { 0, 2, 2 }, "Split: 2 is there twice; expected each of 0 to 2 once.")]
    [InlineData(new[] { 0, 1, 3 }, "Split: 3 is no row; expected each of 0 to 2 once.")]
    [InlineData(new[] { -1 }, "Split: -1 is no row; expected each of 0 to 0 once.")]
    public void NoPermutation(int[] permutation, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Split.Of(permutation, 0.2)).Message);
}
