using System.Diagnostics;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Splits, fits by the method asked for, and scores.</summary>
internal static class Fitting
{
    public static FitResult Run(RegressionData data, FitSettings settings, Screen screen, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var split = Split.Of(new RandomState(settings.Seed).Permutation(data.Rows), settings.TestFraction);
        CheckTarget(data, split.Train);
        var (weights, bias, losses, notes) = Solve(data, split.Train, settings, screen, cancellation);
        var train = ScoreOf(data, split.Train, weights, bias);
        Score? test = split.Test.Length == 0 ? null : ScoreOf(data, split.Test, weights, bias);
        return new FitResult(weights, bias, train, test, losses, clock.Elapsed.TotalSeconds, notes);
    }

    private static (double[] Weights, double Bias, double[] Losses, IReadOnlyList<string> Notes) Solve(
        RegressionData data, int[] rows, FitSettings settings, Screen screen, CancellationToken cancellation)
    {
        if (settings.Method == FitSettings.Exact)
        {
            var (weights, bias, notes) = screen.During("exact", 1, _ => ExactFit.Solve(data, rows, cancellation));
            return (weights, bias, [], notes);
        }
        else
        {
            var (weights, bias, losses) = GradientFit.Solve(data, rows, settings, screen, cancellation);
            return (weights, bias, losses, []);
        }
    }

    // The whole column varies, or it could not have been read; its training part may still be one value.
    private static void CheckTarget(RegressionData data, int[] rows)
    {
        var target = data.TargetValues;
        if (rows.All(row => target[row] == target[rows[0]]))
            throw new BadInputException(
                $"Target '{data.Target}' has one value, {NumberText.Exact(target[rows[0]])}, " +
                $"in the {NumberText.Count(rows.Length)} rows to learn from; " +
                "choose another --seed or a smaller --test-fraction.");
    }

    private static Score ScoreOf(RegressionData data, int[] rows, double[] weights, double bias)
    {
        var columns = data.FeatureColumns;
        var predictions = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            predictions[i] = bias;
            for (var j = 0; j < weights.Length; j++) predictions[i] += weights[j] * columns[j][rows[i]];
        }
        return Score.Of(predictions, Array.ConvertAll(rows, row => data.TargetValues[row]));
    }
}
