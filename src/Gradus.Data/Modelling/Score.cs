namespace Gradus.Data;

/// <summary>How well predictions meet the truth.</summary>
/// <param name="Rmse">The root of the mean squared error, in the target's unit.</param>
/// <param name="R2">
/// 1 - (sum of squared errors) / (sum of squared deviations of the truth from its mean): 1 is perfect, 0 as good as the mean,
/// below 0 worse. NaN when the truth has one value only: there is nothing to explain.
/// </param>
/// <param name="Mae">The mean size of the error, in the target's unit.</param>
public readonly record struct Score(double Rmse, double R2, double Mae)
{
    /// <param name="predictions">(rows).</param>
    /// <param name="truth">(rows).</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static Score Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        if (predictions.Length != truth.Length || truth.IsEmpty)
            throw new ArgumentException(
                $"Score.Of: there are {predictions.Length} predictions and {truth.Length} true values; "
                + "expected as many of each, at least one.");
        // A power of two that brings the largest number below 1: squares of 1e300 are within range, and nothing is rounded.
        var largest = Math.Max(Vectors.LargestMagnitude(predictions), Vectors.LargestMagnitude(truth));
        if (!double.IsFinite(largest)) return new Score(double.NaN, double.NaN, double.NaN);
        var sum = new ScoreSum(largest);
        sum.Add(predictions, truth);
        return sum.Score;
    }
}
