namespace Gradus.Cli;

/// <summary>
/// The claim of the exercise, checked: a route by autograd gives what gradient descent by hand gives. Differences are the
/// largest: of a parameter relative to itself, of a loss relative to the first loss.
/// </summary>
internal sealed record Claim(TrainedRoute Route, double ParameterDifference, double LossDifference, double Tolerance)
{
    public bool Holds => ParameterDifference <= Tolerance && LossDifference <= Tolerance;

    public static Claim Compare(TrainedRoute byHand, TrainedRoute route, int points)
    {
        var parameters = Largest([.. byHand.Weights, byHand.Bias], [.. route.Weights, route.Bias], Math.Abs);
        var losses = Largest(byHand.Losses, route.Losses, _ => byHand.Losses[0]);
        // Rounding of 100 epochs over 30 points; the errors of longer sums grow like a random walk.
        var rounding = route.DType == DType.Float32 ? 2e-5 : 1e-12;
        return new Claim(route, parameters, losses, rounding * Math.Sqrt(Math.Max(points, 30) / 30.0));
    }

    // NaN stays NaN, and a claim about NaN does not hold.
    private static double Largest(double[] expected, double[] found, Func<double, double> unit)
    {
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, Math.Abs(found[i] - expected[i]) / unit(expected[i]));
        return largest;
    }
}
