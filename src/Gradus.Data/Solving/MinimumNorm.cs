namespace Gradus.Data;

/// <summary>Among all weights that fit as well as a basic solution (dependent columns at zero), the shortest.</summary>
/// <remarks>
/// A dependent column d is the sum of F[i, d] times the independent columns i. So w_i + sum_d F[i, d] w_d = b_i holds for every
/// solution, b the basic one: underdetermined equations [I F] w = b, whose shortest solution comes from a QR factorization of
/// [I F]'. "Shortest" is the Euclidean length of the features' weights in the table's own units; the intercept does not count.
/// </remarks>
internal sealed class MinimumNorm
{
    /// <summary>The share of a dependent column's length below which another column does not count as a part of it.</summary>
    private const double PartShare = 1e-8;

    private readonly PivotedFactor factor;
    private readonly int leading;
    private readonly double tolerance;
    private readonly double[][] combinations;

    /// <param name="leading">Columns (the intercept) that come first and do not count for the length.</param>
    /// <param name="tolerance">The relative size below which a coefficient is rounding noise.</param>
    public MinimumNorm(PivotedFactor factor, int leading, double tolerance)
    {
        this.factor = factor;
        this.leading = leading;
        this.tolerance = tolerance;
        combinations = new double[factor.Order.Length - factor.Rank][];
        for (var d = 0; d < combinations.Length; d++) combinations[d] = Combination(factor.Rank + d);
    }

    /// <summary>The dependent features, ascending, and what they are made of.</summary>
    public DependentColumn[] Dependents()
    {
        var dependents = new DependentColumn[combinations.Length];
        for (var d = 0; d < dependents.Length; d++)
        {
            var parts = new List<int>();
            for (var i = leading; i < factor.Rank; i++)
                if (Share(combinations[d][i], i, factor.Rank + d) > PartShare) parts.Add(factor.Order[i] - leading);
            parts.Sort();
            dependents[d] = new DependentColumn(factor.Order[factor.Rank + d] - leading, parts);
        }
        return [.. dependents.OrderBy(dependent => dependent.Column)];
    }

    /// <summary>The columns, the leading ones among them, whose weights the data leave open.</summary>
    public IEnumerable<int> Undetermined()
    {
        for (var d = 0; d < combinations.Length; d++)
        {
            yield return factor.Order[factor.Rank + d];
            for (var i = 0; i < factor.Rank; i++)
                if (Share(combinations[d][i], i, factor.Rank + d) > PartShare) yield return factor.Order[i];
        }
    }

    /// <summary>Turns the basic solution, one value a pivoted column, into the shortest one, in place.</summary>
    /// <param name="exponents">
    /// The factored column k is the table's column Order[k] times 2^-exponent; its weight is in that unit.
    /// </param>
    public void Shorten(Span<double> weights, IReadOnlyList<int> exponents, CancellationToken cancellation)
    {
        var independent = factor.Rank - leading;
        var features = factor.Order.Length - leading;
        if (combinations.Length == 0 || independent == 0) return;
        var equations = new double[features * independent];
        for (var i = 0; i < independent; i++)
        {
            equations[i * features + i] = 1;
            for (var d = 0; d < combinations.Length; d++)
                equations[i * features + independent + d] = Math.ScaleB(
                    combinations[d][leading + i],
                    exponents[factor.Order[factor.Rank + d]] - exponents[factor.Order[leading + i]]);
        }
        var transposed = new PivotedFactor(equations, features, independent, leading: independent, tolerance: 0, cancellation);
        var shortest = new double[features];
        for (var i = 0; i < independent; i++)
            shortest[i] = Math.ScaleB(weights[leading + i], -exponents[factor.Order[leading + i]]);
        transposed.SolveTransposed(shortest.AsSpan(0, independent));
        transposed.Apply(shortest);
        for (var k = 0; k < features; k++)
            weights[leading + k] = Math.ScaleB(shortest[k], exponents[factor.Order[leading + k]]);
        for (var i = 0; i < leading; i++)
            for (var d = 0; d < combinations.Length; d++)
                weights[i] -= combinations[d][i] * weights[factor.Rank + d];
    }

    private double[] Combination(int dependent)
    {
        var coefficients = factor.Coordinates(dependent, factor.Rank).ToArray();
        factor.Solve(coefficients);
        for (var i = 0; i < coefficients.Length; i++)
            if (Share(coefficients[i], i, dependent) <= tolerance) coefficients[i] = 0;
        return coefficients;
    }

    /// <summary>How long a part is, measured by the column it is a part of.</summary>
    private double Share(double coefficient, int part, int whole) =>
        factor.Length(whole) == 0 ? 0 : Math.Abs(coefficient) * factor.Length(part) / factor.Length(whole);
}
