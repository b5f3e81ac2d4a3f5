namespace Gradus.Data;

/// <summary>Every error text about solving, in one place.</summary>
internal static class SolverErrors
{
    /// <param name="feature">The feature's index; -1 for the bias.</param>
    public static TableException WeightOutOfRange(int feature) => new(
        $"Least squares: {(feature < 0 ? "the bias" : $"the weight of feature {feature}")} "
        + "is beyond the range of a double (1.8e308); "
        + "divide the target, or multiply the feature, by a large number.");
}
