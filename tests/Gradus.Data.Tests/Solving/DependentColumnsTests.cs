namespace Gradus.Data.Tests;

/// <summary>Columns that depend on each other: which are named, and the shortest of the solutions.</summary>
public class DependentColumnsTests
{
    private static readonly double[] A = [1, 4, 2, 8, 5, 7, 3];
    private static readonly double[] B = [3, 1, 4, 1, 5, 9, 2];
    private static readonly double[] Y = [2, 7, 1, 8, 2, 8, 1];

    [Fact]
    public void DiabetesWithDependentColumnsEqualsNumPy()
    {
        var truth = TestData.Json("diabetes.dependent.json");
        var data = Table.Read(TestData.Diabetes);
        var (age, sex, bmi) = (data["age"], data["sex"], data["bmi"]);
        double[][] columns =
        [
            .. data.Columns.SkipLast(1), [.. bmi.Select(v => 2 * v)], [.. age.Zip(sex, (a, s) => a + s)], [.. age.Select(_ => 7.0)],
        ];
        var solution = LeastSquares.Solve(columns, data["progression"]);
        Near.Equal(truth.Numbers("weights")[..12], [.. solution.Weights.Take(12)], 1e-9);
        Near.Equal([truth.GetProperty("bias").GetDouble()], [solution.Bias], 1e-9);
        Assert.Equal(0, solution.Weights[12]);
        Assert.Equal(truth.GetProperty("rank").GetInt32(), solution.Rank);
        Assert.Equal(3, solution.DependentColumns.Count);
    }

    [Fact]
    public void ADuplicateSharesTheWeight()
    {
        var alone = LeastSquares.Solve([A, B], Y);
        var twice = LeastSquares.Solve([A, B, A], Y);
        Near.Equal(
            [alone.Weights[0] / 2, alone.Weights[1], alone.Weights[0] / 2, alone.Bias], [.. twice.Weights, twice.Bias], 1e-14);
        Assert.Equal(3, twice.Rank);
        var dependent = Assert.Single(twice.DependentColumns);
        Assert.Equal(2, dependent.Column);
        Assert.Equal([0], dependent.Of);
    }

    [Fact]
    public void ASumNamesItsParts()
    {
        var solution = LeastSquares.Solve([A, B, Sum(A, B)], Y);
        var dependent = Assert.Single(solution.DependentColumns);
        Assert.Equal([0, 1, 2], dependent.Of.Append(dependent.Column).Order());
        CheckAgainstFractions([A, B, Sum(A, B)]);
    }

    [Fact]
    public void AConstantColumnDependsOnTheInterceptAlone()
    {
        double[] constant = [.. Y.Select(_ => 0.1)];
        var solution = LeastSquares.Solve([constant, A], Y);
        var dependent = Assert.Single(solution.DependentColumns);
        Assert.Equal(0, dependent.Column);
        Assert.Empty(dependent.Of);
        Assert.Equal(0, solution.Weights[0]);
        var without = LeastSquares.Solve([constant, A], Y, intercept: false);
        Assert.Empty(without.DependentColumns);
        Assert.Equal(0, without.Bias);
    }

    [Fact]
    public void AColumnOfZerosHasWeightZero()
    {
        var solution = LeastSquares.Solve([A, new double[7]], Y, intercept: false);
        Assert.Equal(0, solution.Weights[1]);
        Assert.Equal(1, Assert.Single(solution.DependentColumns).Column);
    }

    [Fact]
    public void DummiesForEveryLevelAreShared()
    {
        double[] first = [1, 0, 0, 1, 0, 1, 0];
        double[] second = [0, 1, 0, 0, 0, 0, 1];
        double[] third = [0, 0, 1, 0, 1, 0, 0];
        CheckAgainstFractions([first, second, third, A]);
        var dependent = Assert.Single(LeastSquares.Solve([first, second, third, A], Y).DependentColumns);
        Assert.Equal([0, 1, 2], dependent.Of.Append(dependent.Column).Order());
    }

    /// <summary>In other units the same problem has another shortest solution: the weights count as they are.</summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(1.0 / 1024)]
    public void ShortestMeansInTheTablesUnits(double unit) =>
        CheckAgainstFractions([A, B, [.. Sum(A, B).Select(v => v * unit)]]);

    [Fact]
    public void FewerRowsThanColumns()
    {
        var rng = new Random(3);
        var columns = Enumerable.Range(0, 12).Select(_ => Y.Select(_ => Math.Round(rng.NextDouble() * 100)).ToArray()).ToArray();
        var solution = CheckAgainstFractions(columns);
        Assert.Equal(7, solution.Rank);
        Assert.Equal(6, solution.DependentColumns.Count);
        for (var i = 0; i < Y.Length; i++)
            Assert.Equal(
                Y[i], solution.Bias + columns.Zip(solution.Weights, (column, weight) => column[i] * weight).Sum(), 1e-12);
    }

    [Fact]
    public void OneRow()
    {
        var solution = LeastSquares.Solve([[3], [4]], [5]);
        Assert.Equal([0, 0], solution.Weights);
        Assert.Equal(5, solution.Bias, 1e-15);
        Assert.Equal(1, solution.Rank);
        // Without an intercept the shortest w with 3 w0 + 4 w1 = 5.
        Near.Equal([0.6, 0.8], LeastSquares.Solve([[3], [4]], [5], intercept: false).Weights, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomCombinationsEqualFractions(int seed)
    {
        var rng = new Random(seed);
        double Digit() => rng.Next(-9, 10);
        var independent = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 15).Select(_ => Digit()).ToArray()).ToArray();
        var columns = new List<double[]>(independent);
        for (var extra = 0; extra < 3; extra++)
        {
            var (p, q, r) = (Digit(), Digit(), Digit());
            columns.Insert(rng.Next(columns.Count + 1), [.. Enumerable.Range(0, 15).Select(
                i => p * independent[0][i] + q * independent[1][i] + r)]);
        }
        var y = Enumerable.Range(0, 15).Select(_ => Digit()).ToArray();
        var solution = LeastSquares.Solve(columns, y);
        Near.Equal(ExactLeastSquares.Solve(columns, y), [.. solution.Weights, solution.Bias], 1e-12);
        Assert.Equal(4, solution.Rank);
    }

    [Fact]
    public void NearlyEqualColumnsAreToldApartWhileADoubleCan()
    {
        double[] nearly = [.. A];
        nearly[3] += 1e-10;
        var solution = LeastSquares.Solve([A, nearly, B], Y);
        Assert.Equal(4, solution.Rank);
        Assert.InRange(solution.Condition, 1e10, 1e12);
        Near.Equal(ExactLeastSquares.Solve([A, nearly, B], Y), [.. solution.Weights, solution.Bias], 1e-9);
        nearly[3] = A[3] + 8e-15;
        Assert.Equal(3, LeastSquares.Solve([A, nearly, B], Y).Rank);
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (first, second) => first + second)];

    private static LeastSquaresSolution CheckAgainstFractions(double[][] columns)
    {
        var solution = LeastSquares.Solve(columns, Y);
        Near.Equal(ExactLeastSquares.Solve(columns, Y), [.. solution.Weights, solution.Bias], 1e-12);
        return solution;
    }
}
