namespace Gradus.Data.Tests;

public class LeastSquaresTests
{
    [Fact]
    public void DiabetesEqualsNumPy()
    {
        var truth = TestData.Json("diabetes.ols.json");
        var data = Table.Read(TestData.Diabetes);
        var solution = LeastSquares.Solve(new ColumnRows(data.Columns));
        Near.Equal(truth.Numbers("weights"), solution.Weights, 1e-11);
        Near.Equal([truth.GetProperty("bias").GetDouble()], [solution.Bias], 1e-11);
        Assert.Equal(442, solution.Rows);
        Assert.Equal(11, solution.Rank);
        Assert.Empty(solution.DependentColumns);

        var predictions = Enumerable.Range(0, data.Rows)
            .Select(i => solution.Bias + Enumerable.Range(0, 10).Sum(j => solution.Weights[j] * data.Columns[j][i]))
            .ToArray();
        var score = Score.Of(predictions, data.Columns[10]);
        Near.Equal([truth.GetProperty("rmse").GetDouble(), truth.GetProperty("r2").GetDouble()], [score.Rmse, score.R2], 1e-12);
    }

    /// <summary>200.29712 is numpy.linalg.cond of the design with each column divided by its length.</summary>
    [Fact]
    public void ConditionIsThatOfColumnsOfLengthOne()
    {
        var solution = LeastSquares.Solve(new ColumnRows(Table.Read(TestData.Diabetes).Columns));
        Assert.Equal(200.29712, solution.Condition, 0.5);
    }

    [Fact]
    public void TheFileTheColumnsAndTheMatrixGiveTheSameBits()
    {
        var data = Table.Read(TestData.Diabetes);
        var target = data["progression"];
        var columns = LeastSquares.Solve([.. data.Columns.SkipLast(1)], target);
        var matrix = LeastSquares.Solve(data.ToRowMajor([.. data.Names.SkipLast(1)]), 10, target);
        using var reader = TableReader.Open(TestData.Diabetes);
        var streamed = LeastSquares.Solve(reader.Rows(data.Names));
        Assert.Equal(columns.Weights, matrix.Weights);
        Assert.Equal(columns.Weights, streamed.Weights);
        Assert.Equal(columns.Bias, matrix.Bias);
        Assert.Equal(columns.Bias, streamed.Bias);
    }

    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(8, 3, true)]
    [InlineData(8, 3, false)]
    [InlineData(40, 6, true)]
    [InlineData(41, 7, false)]
    [InlineData(1500, 3, true)]
    public void RandomProblemsEqualFractions(int rows, int features, bool intercept)
    {
        var rng = new Random(rows * 31 + features);
        var columns = Enumerable.Range(0, features).Select(_ => Column(rng, rows, rng.Next(-4, 5), rng.Next(0, 50))).ToArray();
        var y = Column(rng, rows, 2, 3);
        var exact = ExactLeastSquares.Solve(columns, y, intercept);
        var solution = LeastSquares.Solve(columns, y, intercept);
        Near.Equal(exact, [.. solution.Weights, solution.Bias], 1e-13);
        Assert.Equal(features + (intercept ? 1 : 0), solution.Rank);
    }

    /// <summary>Powers 1 to 9 of x in [1, 2]: a condition of 1e10, at which a double's 16 digits would leave 6.</summary>
    [Fact]
    public void RefinementBringsBackTheDigitsThatTheConditionTakes()
    {
        var x = Enumerable.Range(0, 40).Select(i => 1 + i / 39.0).ToArray();
        var columns = Enumerable.Range(1, 9).Select(power => x.Select(v => Math.Pow(v, power)).ToArray()).ToArray();
        var y = x.Select(Math.Sin).ToArray();
        var solution = LeastSquares.Solve(columns, y);
        Assert.InRange(solution.Condition, 1e9, 1e12);
        Assert.Equal(10, solution.Rank);
        // To a few units in the last place of the largest weight, about 0.4.
        var exact = ExactLeastSquares.Solve(columns, y);
        for (var j = 0; j < 9; j++) Assert.Equal(exact[j], solution.Weights[j], 1e-15);
        Assert.Equal(exact[9], solution.Bias, 1e-15);
    }

    [Theory]
    [InlineData(1e300, 1e-300)]
    [InlineData(1e-300, 1)]
    [InlineData(1e300, 1e300)]
    public void ValuesAtTheEdgeOfTheRangeAreSolvedLikeOthers(double feature, double target)
    {
        var rng = new Random(5);
        var columns = new[] { Column(rng, 30, 0, 1), Column(rng, 30, 0, 0) };
        var y = Column(rng, 30, 0, 2);
        var usual = LeastSquares.Solve(columns, y);
        // A power of two near the factor, so that the scaled problem is the same to the bit.
        var (power, targetPower) = (Math.ScaleB(1, Math.ILogB(feature)), Math.ScaleB(1, Math.ILogB(target)));
        var scaled = LeastSquares.Solve(
            [[.. columns[0].Select(v => v * power)], columns[1]], [.. y.Select(v => v * targetPower)]);
        Assert.Equal(usual.Weights[0] * targetPower / power, scaled.Weights[0]);
        Assert.Equal(usual.Weights[1] * targetPower, scaled.Weights[1]);
        Assert.Equal(usual.Bias * targetPower, scaled.Bias);
    }

    [Fact]
    public void AWeightBeyondTheRangeIsAnError()
    {
        var error = Assert.Throws<TableException>(() => LeastSquares.Solve([[1e-300, 2e-300, 3e-300]], [1e300, 2e300, 2e300]));
        Assert.Equal(
            "Least squares: the weight of feature 0 is beyond the range of a double (1.8e308); "
            + "divide the target, or multiply the feature, by a large number.", error.Message);
        error = Assert.Throws<TableException>(() => LeastSquares.Solve([[1, 1 + 1e-12, 1 - 1e-12]], [1e300, 2e300, -2e300]));
        Assert.StartsWith("Least squares: the bias is beyond the range of a double (1.8e308); ", error.Message);
    }

    [Fact]
    public void AConstantTargetHasWeightsOfZero()
    {
        var rng = new Random(6);
        var columns = new[] { Column(rng, 30, 0, 1), Column(rng, 30, 2, 0) };
        var solution = LeastSquares.Solve(columns, [.. Enumerable.Repeat(4.5, 30)]);
        Near.Equal([0, 0, 4.5], [.. solution.Weights, solution.Bias], 1e-15);
        solution = LeastSquares.Solve(columns, new double[30]);
        Assert.Equal([0, 0, 0], [.. solution.Weights, solution.Bias]);
    }

    [Fact]
    public void OnlyAnInterceptIsTheMean()
    {
        var solution = LeastSquares.Solve([], [1, 2, 6]);
        Assert.Equal(3, solution.Bias, 1e-15);
        Assert.Empty(solution.Weights);
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        Assert.Equal(
            "MatrixRows: 3 rows (the target's values) of 2 columns are 6 values; the matrix has 5.",
            Assert.Throws<ArgumentException>(() => LeastSquares.Solve(new double[5], 2, new double[3])).Message);
        Assert.Equal(
            "ColumnRows: column 0 has 3 rows, column 1 has 2; all columns need as many.",
            Assert.Throws<ArgumentException>(() => LeastSquares.Solve([new double[3]], new double[2])).Message);
        Assert.Equal(
            "ColumnRows: there are no columns; give at least the target.",
            Assert.Throws<ArgumentException>(() => new ColumnRows([])).Message);
        Assert.Equal(
            "LeastSquares.Solve: there are no rows; give at least one.",
            Assert.Throws<ArgumentException>(() => LeastSquares.Solve([[]], [])).Message);
        Assert.Equal(
            "LeastSquares.Solve: there is no feature and no intercept; give at least one of them.",
            Assert.Throws<ArgumentException>(() => LeastSquares.Solve([], [1, 2], intercept: false)).Message);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void ANumberThatIsNotFiniteIsNamed(double value, string text)
    {
        var column = Enumerable.Range(0, 3000).Select(i => (double)i).ToArray();
        column[2345] = value;
        Assert.Equal(
            $"TriangularFactor.Fold: row 2345, column 1 is {text}; only finite numbers can be factored: leave such rows out.",
            Assert.Throws<ArgumentException>(() => LeastSquares.Solve([column], new double[3000])).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CancellationStopsBetweenBlocksOfRows(int blocks)
    {
        using var cancellation = new CancellationTokenSource();
        var source = new CancellingRows(cancellation, blocks);
        Assert.Throws<OperationCanceledException>(() => LeastSquares.Solve(source, true, cancellation.Token));
        Assert.Equal(blocks, source.BlocksRead);
    }

    private static double[] Column(Random rng, int rows, int scale, double mean) =>
        [.. Enumerable.Range(0, rows).Select(_ => Math.Pow(10, scale) * (rng.NextDouble() - 0.5 + mean))];

    /// <summary>Endless rows that cancel after some blocks.</summary>
    private sealed class CancellingRows(CancellationTokenSource cancellation, int after) : IRowSource, IRowCursor
    {
        public int BlocksRead { get; private set; }

        public int Columns => 3;

        public IRowCursor Open(CancellationToken token) => this;

        public int Read(Span<double> block, int stride)
        {
            if (++BlocksRead == after) cancellation.Cancel();
            for (var i = 0; i < 3 * stride; i++) block[i] = i % 7 + i % 11;
            return stride;
        }

        public void Dispose() { }
    }
}
