namespace Gradus.Data.Tests;

/// <summary>
/// What rounding leaves of a dependent column stays well under the tolerance, and what is truly independent well above.
/// </summary>
public class RankTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(20, 4, 2, 0)]
    [InlineData(20, 4, 2, 1e6)]
    [InlineData(1000, 12, 5, 0)]
    [InlineData(1000, 12, 5, 1e4)]
    [InlineData(300, 100, 60, 0)]
    [InlineData(300, 150, 60, 100)]
    [InlineData(200_000, 6, 2, 1000)]
    public void DependentColumnsAreFoundWithRoomToSpare(int rows, int independent, int dependent, double mean)
    {
        var worst = 0.0;
        var rng = new Random(rows + independent);
        for (var trial = 0; trial < (rows > 100_000 ? 1 : rows * independent > 20_000 ? 2 : 10); trial++)
        {
            var columns = Combinations(rng, rows, independent, dependent, mean);
            var y = Enumerable.Range(0, rows).Select(_ => rng.NextDouble()).ToArray();
            var solution = LeastSquares.Solve(columns, y);
            Assert.Equal(independent + 1, solution.Rank);
            Assert.Equal(dependent, solution.DependentColumns.Count);
            worst = Math.Max(worst, Leftover(columns, independent + 1));
        }
        var tolerance = LeastSquares.Tolerance(rows, independent + dependent + 1);
        output.WriteLine($"left over {worst:G3}, tolerance {tolerance:G3}");
        Assert.True(worst < tolerance / 3, $"left over {worst:G3}, tolerance {tolerance:G3}");
    }

    private static double[][] Combinations(Random rng, int rows, int independent, int dependent, double mean)
    {
        var columns = new double[independent + dependent][];
        for (var j = 0; j < columns.Length; j++)
        {
            var column = columns[j] = new double[rows];
            var scale = Math.Pow(10, rng.Next(-3, 4));
            if (j < independent)
                for (var i = 0; i < rows; i++) column[i] = scale * (rng.NextDouble() - 0.5 + mean);
            else
                for (var part = 0; part < 3; part++)
                {
                    var (other, factor) = (columns[rng.Next(independent)], rng.NextDouble() - 0.5);
                    for (var i = 0; i < rows; i++) column[i] += factor * other[i];
                }
        }
        return columns;
    }

    /// <summary>The largest share of its length that a column beyond the true rank keeps.</summary>
    private static double Leftover(double[][] columns, int rank)
    {
        var design = new Design(new ColumnRows([.. columns, new double[columns[0].Length]]), intercept: true);
        var factor = design.Fold(default);
        var width = design.Columns;
        var matrix = new double[width * width];
        for (var j = 0; j < width; j++)
            for (var i = 0; i <= j; i++) matrix[j * width + i] = factor[i, j];
        var pivoted = new PivotedFactor(matrix, width, width, 1, 0, default);
        return Enumerable.Range(rank, pivoted.Rank - rank)
            .Select(k => Math.Abs(pivoted[k, k]) / pivoted.Length(k)).DefaultIfEmpty(0).Max();
    }
}
