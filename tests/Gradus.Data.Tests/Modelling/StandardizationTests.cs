namespace Gradus.Data.Tests;

public class StandardizationTests
{
    [Fact]
    public void MeanAndPopulationDeviation()
    {
        // Mean 5 and deviation 2 by hand.
        var standardization = Standardization.Of([[2, 4, 4, 4, 5, 5, 7, 9]]);
        Assert.Equal(5, standardization.Means[0], 1e-15);
        Assert.Equal(2, standardization.Scales[0], 1e-15);
    }

    [Fact]
    public void ALargeMeanCostsNoDigits()
    {
        // Deviations -1, 0, 1 around 1e9: a variance of 2/3, which sum(x^2) - n mean^2 would lose altogether.
        var standardization = Standardization.Of([[1e9 - 1, 1e9, 1e9 + 1]]);
        Assert.Equal(1e9, standardization.Means[0]);
        Assert.Equal(Math.Sqrt(2.0 / 3), standardization.Scales[0], 1e-15);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void TheEdgesOfTheRange(double unit)
    {
        var standardization = Standardization.Of([[unit, 3 * unit]]);
        Assert.Equal(2 * unit, standardization.Means[0], 1e-14 * unit);
        Assert.Equal(unit, standardization.Scales[0], 1e-14 * unit);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0)]
    [InlineData(-1e300)]
    public void AConstantColumnHasScaleOne(double value)
    {
        var standardization = Standardization.Of([[.. Enumerable.Repeat(value, 1000)]]);
        Assert.Equal(value, standardization.Means[0]);
        Assert.Equal(1, standardization.Scales[0]);
        double[] row = [value];
        standardization.Apply(row);
        Assert.Equal(0, row[0]);
    }

    [Fact]
    public void OnlyTheRowsNamedCount()
    {
        var standardization = Standardization.Of([[2, 100, 4], [7, 100, 7]], [0, 2]);
        Assert.Equal([3, 7], standardization.Means);
        Assert.Equal([1, 1], standardization.Scales);
        double[] rows = [2, 7, 5, 8];
        standardization.Apply(rows);
        Assert.Equal([-1, 0, 2, 1], rows);
    }

    [Fact]
    public void AModelOfStandardizedColumnsBecomesOneOfTheTable()
    {
        var rng = new Random(4);
        var columns = Enumerable.Range(0, 3)
            .Select(j => Enumerable.Range(0, 40).Select(_ => 10 * j + rng.NextDouble()).ToArray()).ToArray();
        var y = Enumerable.Range(0, 40).Select(_ => 100 + rng.NextDouble()).ToArray();
        var truth = LeastSquares.Solve(columns, y);

        var (features, target) = (Standardization.Of(columns), Standardization.Of([y]));
        var matrix = new double[120];
        for (var i = 0; i < 40; i++)
            for (var j = 0; j < 3; j++) matrix[3 * i + j] = columns[j][i];
        features.Apply(matrix);
        double[] standardizedTarget = [.. y];
        target.Apply(standardizedTarget);

        var solution = LeastSquares.Solve(matrix, 3, y);
        var (weights, bias) = features.ToTableUnits([.. solution.Weights], solution.Bias);
        Near.Equal([.. truth.Weights, truth.Bias], [.. weights, bias], 1e-12);
        solution = LeastSquares.Solve(matrix, 3, standardizedTarget);
        (weights, bias) = features.ToTableUnits([.. solution.Weights], solution.Bias, target);
        Near.Equal([.. truth.Weights, truth.Bias], [.. weights, bias], 1e-12);
    }

    [Fact]
    public void WrongSizesAreNamed()
    {
        var standardization = Standardization.Of([[1, 2], [3, 5]]);
        Assert.Equal(
            "Standardization.Apply: 3 values are no whole rows of 2 columns; give (rows, 2) values.",
            Assert.Throws<ArgumentException>(() => standardization.Apply(new double[3])).Message);
        Assert.Equal(
            "Standardization.ToTableUnits: 3 weights for 2 columns; give one a column.",
            Assert.Throws<ArgumentException>(() => standardization.ToTableUnits([1, 2, 3], 0)).Message);
    }
}
