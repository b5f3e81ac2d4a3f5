namespace Gradus.Cli;

/// <summary>How to fit. What is null is chosen by the method.</summary>
internal sealed record FitSettings(
    string Method, DType DType, int? Epochs, double? LearningRate, int? BatchSize, double TestFraction, long Seed)
{
    public const string Exact = "exact";
    public const string Gd = "gd";
    public const string Sgd = "sgd";
    public const string Adam = "adam";

    /// <exception cref="BadInputException">An option has no meaning for the method.</exception>
    public void Check()
    {
        if (Method == Exact)
        {
            Refuse("--epochs", Epochs is not null, "exact solves at once");
            Refuse("--learning-rate", LearningRate is not null, "exact solves at once");
            Refuse("--batch-size", BatchSize is not null, "exact solves at once");
            Refuse("--dtype float32", DType == DType.Float32, "exact solves in float64");
        }
        Refuse("--batch-size", Method == Gd && BatchSize is not null, "gd takes all rows at once");
    }

    private void Refuse(string option, bool isGiven, string reason)
    {
        if (isGiven)
            throw new BadInputException(
                $"{option} has no meaning for --method {Method}: {reason}. Leave it out, or use --method sgd or adam.");
    }
}
