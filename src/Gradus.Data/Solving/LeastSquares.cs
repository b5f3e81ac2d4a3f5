namespace Gradus.Data;

/// <summary>
/// Exact linear least squares: Householder QR of the rows a block at a time, then column pivoting on the small triangular
/// factor, the rank judged relative to each column's own length, refinement with residuals in doubled precision, and the
/// minimum-norm solution where columns depend on each other.
/// </summary>
public static class LeastSquares
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int MostRefinements = 4;

    /// <param name="matrix">(rows, columns), row after row.</param>
    /// <param name="target">(rows).</param>
    /// <exception cref="ArgumentException">Sizes do not match, there are no rows, or a number is not finite.</exception>
    public static LeastSquaresSolution Solve(
        ReadOnlyMemory<double> matrix, int columns, ReadOnlyMemory<double> target,
        bool intercept = true, CancellationToken cancellation = default) =>
        Solve(new MatrixRows(matrix, columns, target), intercept, cancellation);

    /// <param name="columns">Each (rows).</param>
    /// <param name="target">(rows).</param>
    /// <exception cref="ArgumentException">Sizes do not match, there are no rows, or a number is not finite.</exception>
    public static LeastSquaresSolution Solve(
        IReadOnlyList<double[]> columns, double[] target, bool intercept = true, CancellationToken cancellation = default) =>
        Solve(new ColumnRows([.. columns, target]), intercept, cancellation);

    /// <param name="rows">The features, then the target. They are read at least twice.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, there is nothing to solve for, or a number is not finite.
    /// </exception>
    /// <exception cref="TableException">A weight is beyond the range of a double.</exception>
    /// <exception cref="OperationCanceledException">Between blocks of rows and between columns.</exception>
    public static LeastSquaresSolution Solve(IRowSource rows, bool intercept = true, CancellationToken cancellation = default)
    {
        var design = new Design(rows, intercept);
        if (design.Columns == 0)
            throw new ArgumentException("LeastSquares.Solve: there is no feature and no intercept; give at least one of them.");
        var factor = design.Fold(cancellation);
        if (factor.Rows == 0) throw new ArgumentException("LeastSquares.Solve: there are no rows; give at least one.");

        var exponents = Enumerable.Range(0, design.Columns + 1).Select(factor.Exponent).ToArray();
        var tolerance = Tolerance(factor.Rows, design.Columns);
        var (pivoted, weights) = BasicSolution(factor, design, tolerance, cancellation);
        var condition = ConditionEstimate.Of(pivoted);
        var refinements = Refine(design, pivoted, exponents, condition, weights, cancellation);
        var spreads = Spreads(pivoted, design, exponents, cancellation);
        var minimumNorm = new MinimumNorm(pivoted, design.Leading, tolerance);
        minimumNorm.Shorten(weights, exponents, cancellation);
        foreach (var column in minimumNorm.Undetermined()) spreads[column] = double.NaN;

        var (features, bias) = InTableUnits(weights, pivoted, design, exponents);
        return new LeastSquaresSolution
        {
            Weights = features,
            Bias = bias,
            Spreads = spreads[design.Leading..],
            BiasSpread = design.Leading == 0 ? double.NaN : spreads[0],
            Rows = factor.Rows,
            Rank = pivoted.Rank,
            DependentColumns = minimumNorm.Dependents(),
            Condition = condition,
            Refinements = refinements,
        };
    }

    /// <summary>
    /// What rounding leaves of a column that depends on the others, relative to its length: it grows with the columns, and like
    /// a random walk with the rows.
    /// </summary>
    internal static double Tolerance(long rows, int columns) => 8 * Epsilon * (columns + Math.Sqrt(rows));

    /// <summary>The solution with dependent columns at zero; one value a pivoted column, in the factor's scale.</summary>
    private static (PivotedFactor, double[]) BasicSolution(
        TriangularFactor factor, Design design, double tolerance, CancellationToken cancellation)
    {
        var height = Math.Min(factor.Height, design.Columns);
        var matrix = new double[height * design.Columns];
        for (var j = 0; j < design.Columns; j++)
            for (var i = 0; i <= j && i < height; i++) matrix[j * height + i] = factor[i, j];
        var pivoted = new PivotedFactor(matrix, height, design.Columns, design.Leading, tolerance, cancellation);
        var target = new double[Math.Max(height, design.Columns)];
        for (var i = 0; i < height; i++) target[i] = factor[i, design.Columns];
        pivoted.ApplyTransposed(target.AsSpan(0, height));
        pivoted.Solve(target.AsSpan(0, pivoted.Rank));
        target.AsSpan(pivoted.Rank).Clear();
        return (pivoted, target[..design.Columns]);
    }

    /// <summary>
    /// Adds the solution d of R'R d = A'(y - A x) to x until it no longer matters. With the right-hand side in doubled precision
    /// each step gains about as many digits as the condition leaves (Björck, Numerical Methods for Least Squares Problems, 2.9.3
    /// and 6.6.5).
    /// </summary>
    private static int Refine(
        Design design, PivotedFactor pivoted, int[] exponents, double condition, double[] weights,
        CancellationToken cancellation)
    {
        var x = weights[..pivoted.Rank];
        var columns = pivoted.Order[..pivoted.Rank];
        var steps = Refine(design, pivoted, exponents, condition, columns, x, cancellation);
        x.CopyTo(weights, 0);
        return steps;
    }

    private static int Refine(
        Design design, PivotedFactor pivoted, int[] exponents, double condition, int[] columns, double[] x,
        CancellationToken cancellation)
    {
        var before = double.PositiveInfinity;
        for (var step = 0; step < MostRefinements; step++)
        {
            var correction = design.Gradient(exponents, columns, x, cancellation);
            pivoted.SolveTransposed(correction);
            pivoted.Solve(correction);
            var size = Size(pivoted, correction) / Size(pivoted, x);
            // Not halved: the columns are too near to dependence for this, and x is as good as it gets. Also for 0 / 0: a target
            // of zeros.
            if (!(size < before / 2)) return step;
            for (var k = 0; k < x.Length; k++) x[k] += correction[k];
            // The next correction would be this one times the rate: known after two steps, before that a cautious guess.
            var rate = double.IsInfinity(before) ? Math.Min(1, 100 * Epsilon * condition) : size / before;
            if (size * rate < Epsilon / 8) return step + 1;
            before = size;
        }
        return MostRefinements;
    }

    /// <summary>
    /// The square roots of the diagonal of (A'A)^-1, in table units, one a column: R'z = e gives z'z. Dependent columns have
    /// none.
    /// </summary>
    private static double[] Spreads(PivotedFactor pivoted, Design design, int[] exponents, CancellationToken cancellation)
    {
        var spreads = new double[design.Columns];
        Array.Fill(spreads, double.NaN);
        var unit = new double[pivoted.Rank];
        for (var k = 0; k < unit.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            unit.AsSpan().Clear();
            unit[k] = 1;
            pivoted.SolveTransposed(unit);
            spreads[pivoted.Order[k]] = Math.ScaleB(Vectors.Norm(unit), -exponents[pivoted.Order[k]]);
        }
        return spreads;
    }

    /// <summary>The largest contribution of a column: its weight times its length.</summary>
    private static double Size(PivotedFactor pivoted, ReadOnlySpan<double> weights)
    {
        var largest = 0.0;
        for (var k = 0; k < weights.Length; k++) largest = Math.Max(largest, Math.Abs(weights[k]) * pivoted.Length(k));
        return largest;
    }

    private static (double[] Weights, double Bias) InTableUnits(
        double[] weights, PivotedFactor pivoted, Design design, int[] exponents)
    {
        var inUnits = new double[design.Columns];
        for (var k = 0; k < weights.Length; k++)
        {
            var column = pivoted.Order[k];
            inUnits[column] = Math.ScaleB(weights[k], exponents[^1] - exponents[column]);
            if (!double.IsFinite(inUnits[column])) throw SolverErrors.WeightOutOfRange(column - design.Leading);
        }
        return (inUnits[design.Leading..], design.Leading == 0 ? 0 : inUnits[0]);
    }
}
