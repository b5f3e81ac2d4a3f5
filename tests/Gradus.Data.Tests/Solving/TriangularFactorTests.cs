namespace Gradus.Data.Tests;

public class TriangularFactorTests
{
    /// <summary>R'R = A'A, with A'A in whole numbers.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(50)]
    public void TheFactorHasTheColumnsProductsHoweverTheRowsAreCut(int blockRows)
    {
        var rng = new Random(1);
        var columns = Enumerable.Range(0, 5)
            .Select(_ => Enumerable.Range(0, 50).Select(_ => (double)rng.Next(-99, 100)).ToArray()).ToArray();
        var factor = Fold(columns, blockRows);
        Assert.Equal(50, factor.Rows);
        Assert.Equal(5, factor.Height);
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 5; j++)
            {
                var product = Enumerable.Range(0, 5).Sum(k => factor[k, i] * factor[k, j]);
                var truth = columns[i].Zip(columns[j], (a, b) => a * b).Sum();
                var scale = Math.Sqrt(columns[i].Sum(v => v * v) * columns[j].Sum(v => v * v));
                Assert.Equal(truth, Math.ScaleB(product, factor.Exponent(i) + factor.Exponent(j)), 1e-14 * scale);
            }
    }

    [Fact]
    public void BelowTheDiagonalIsZeroAndTheHeightIsThatOfTheRows()
    {
        var factor = Fold([[1, 2], [3, 4], [5, 6], [7, 9]], 2);
        Assert.Equal(2, factor.Height);
        Assert.Equal(0, factor[1, 0]);
        Assert.Equal(0, factor[2, 3]);
        Assert.NotEqual(0, factor[1, 3]);
    }

    [Fact]
    public void ScalesFollowTheLargestValueAsItComes()
    {
        var factor = Fold([[1e-300, 1e300, 0], [1, 1, 1]], 1);
        Assert.Equal(1e300, Math.ScaleB(Math.Abs(factor[0, 0]), factor.Exponent(0)), 1e286);
        Assert.Equal(3, Math.ScaleB(factor[0, 1] * factor[0, 1] + factor[1, 1] * factor[1, 1], 2 * factor.Exponent(1)), 1e-14);
    }

    [Fact]
    public void ColumnsAreNeeded() => Assert.Throws<ArgumentOutOfRangeException>(() => new TriangularFactor(0));

    [Fact]
    public void CancellationStopsBetweenColumns()
    {
        var factor = new TriangularFactor(2);
        Assert.Throws<OperationCanceledException>(() => factor.Fold(new double[4], 2, 2, new CancellationToken(canceled: true)));
    }

    private static TriangularFactor Fold(double[][] columns, int blockRows)
    {
        var factor = new TriangularFactor(columns.Length);
        var cursor = new ColumnRows(columns).Open(default);
        var block = new double[columns.Length * blockRows];
        while (cursor.Read(block, blockRows) is > 0 and var count) factor.Fold(block, blockRows, count);
        return factor;
    }
}
