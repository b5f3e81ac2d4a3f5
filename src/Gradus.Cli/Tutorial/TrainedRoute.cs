namespace Gradus.Cli;

/// <summary>What a route came to.</summary>
internal sealed record TrainedRoute(
    string Name, DType DType, double LearningRate, double[] Weights, double Bias, double[] Losses, double Seconds)
{
    public int Epochs => Losses.Length;

    /// <summary>Name and element type: what tells the routes of one run apart.</summary>
    public string Label => $"{Name} {DType.Name}";

    /// <summary>The label as part of a file's name.</summary>
    public string FileName => $"{Name}-{DType.Name}";
}
