using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A fitted model and how good it is.</summary>
/// <param name="Inference">For exact least squares.</param>
/// <param name="Notes">What a reader has to know about the weights, such as columns that depend on each other.</param>
internal sealed record FitResult(
    FittedModel Model, Solution Solution, Inference? Inference, PartScore Train, PartScore? Validation, PartScore? Test,
    RowSample Sample, double Seconds, IReadOnlyList<string> Notes)
{
    /// <summary>The part that <see cref="Sample"/> was taken from.</summary>
    public string SamplePart => Test is null ? "train" : "test";

    /// <summary>The parts in the order they are shown.</summary>
    public IEnumerable<(string Name, PartScore Score)> Parts
    {
        get
        {
            yield return ("train", Train);
            if (Validation is not null) yield return ("validation", Validation);
            if (Test is not null) yield return ("test", Test);
        }
    }
}
