using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Least squares by a stable factorization.</summary>
internal static class ExactFit
{
    public static (double[] Weights, double Bias, IReadOnlyList<string> Notes) Solve(
        RegressionData data, int[] rows, CancellationToken cancellation)
    {
        var solution = LeastSquares.Solve(data.Source(rows), intercept: true, cancellation);
        return ([.. solution.Weights], solution.Bias, [.. Notes(solution, data.Features)]);
    }

    private static IEnumerable<string> Notes(LeastSquaresSolution solution, IReadOnlyList<string> names)
    {
        foreach (var column in solution.DependentColumns) yield return Describe(column, names);
        if (solution.DependentColumns.Count > 0)
            yield return "Many weights fit equally well; these are the shortest (minimum norm).";
        // Past this, fewer than about four digits of the weights are determined by data in doubles.
        if (solution.Condition > 1e12)
        {
            var condition = NumberText.Scientific(solution.Condition);
            yield return $"The columns are nearly dependent (condition {condition}): the weights are uncertain.";
        }
    }

    private static string Describe(DependentColumn column, IReadOnlyList<string> names)
    {
        var name = $"Column '{names[column.Column]}'";
        return column.Of.Count switch
        {
            0 => $"{name} is constant.",
            1 => $"{name} is determined by '{names[column.Of[0]]}'.",
            _ => $"{name} is a combination of {string.Join(", ", column.Of.Select(other => $"'{names[other]}'"))}.",
        };
    }
}
