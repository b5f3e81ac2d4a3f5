using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A fitted line, in the units of the table.</summary>
/// <param name="Losses">The mean squared error of each epoch, in the target's unit squared; none for an exact solution.</param>
/// <param name="Notes">What a reader has to know about the weights, such as columns that depend on each other.</param>
internal sealed record FitResult(
    double[] Weights, double Bias, Score Train, Score? Test, double[] Losses, double Seconds, IReadOnlyList<string> Notes);
