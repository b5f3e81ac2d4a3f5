using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Least squares, and ridge regression, by a stable factorization.</summary>
internal static class ExactFit
{
    /// <param name="l2">Times the sum of squared weights it is added to the mean squared error, all standardized.</param>
    public static Solution Solve(TrainingTable table, double l2, CancellationToken cancellation)
    {
        var rows = new PartRows(table, Part.Train);
        return l2 == 0 ? LeastSquaresOf(table, rows, cancellation) : RidgeOf(table, rows, l2, cancellation);
    }

    private static Solution LeastSquaresOf(TrainingTable table, PartRows rows, CancellationToken cancellation)
    {
        var solution = LeastSquares.Solve(rows, intercept: true, cancellation);
        return new Solution([.. solution.Weights], solution.Bias)
        {
            Spreads = [.. solution.Spreads, solution.BiasSpread],
            Rank = solution.Rank,
            Notes = [.. Notes(solution, table.Terms)],
        };
    }

    private static Solution RidgeOf(TrainingTable table, PartRows rows, double l2, CancellationToken cancellation)
    {
        var standardization = Standardization.Of(rows, cancellation);
        var solution = LeastSquares.Solve(
            new RidgeRows(rows, standardization, l2 * rows.Rows), intercept: false, cancellation);
        var terms = standardization.Take(0, table.Terms.Count);
        var (weights, bias) = terms.ToTableUnits(
            [.. solution.Weights], 0, standardization.Take(table.Terms.Count, 1));
        return new Solution(weights, bias) { Rank = solution.Rank + 1, Standardization = terms };
    }

    private static IEnumerable<string> Notes(LeastSquaresSolution solution, IReadOnlyList<Term> terms)
    {
        foreach (var column in solution.DependentColumns) yield return Describe(column, terms);
        if (solution.DependentColumns.Count > 0)
            yield return "Many weights fit equally well; these are the shortest (minimum norm).";
        // Past this, fewer than about four digits of the weights are determined by data in doubles.
        if (solution.Condition > 1e12)
        {
            var condition = NumberText.Scientific(solution.Condition);
            yield return $"The columns are nearly dependent (condition {condition}): the weights are uncertain.";
        }
    }

    private static string Describe(DependentColumn column, IReadOnlyList<Term> terms)
    {
        const int shown = 10;
        var name = $"Column '{terms[column.Column].Name}'";
        var of = column.Of.Select(other => $"'{terms[other].Name}'").ToList();
        return of.Count switch
        {
            0 => $"{name} is constant.",
            1 => $"{name} is determined by {of[0]}.",
            <= shown => $"{name} is a combination of {string.Join(", ", of)}.",
            _ => $"{name} is a combination of {string.Join(", ", of.Take(shown))} and {of.Count - shown} more.",
        };
    }
}
