using Gradus.Data;

namespace Gradus.Cli;

/// <summary>How to fit. What is null is chosen by the method.</summary>
/// <param name="Method">Null: exact where that can be, else adam.</param>
internal sealed record FitSettings(
    string? Method, DType DType, Loss Loss, double L1, double L2, int? Epochs, double? LearningRate, int? BatchSize,
    double TestFraction, double ValidationFraction, int Patience, long Seed, MissingValues Missing, int MemoryMegabytes,
    bool Watch)
{
    public const string Exact = "exact";
    public const string Gd = "gd";
    public const string Sgd = "sgd";
    public const string Adam = "adam";

    /// <summary>The exact method takes fewer weights than this.</summary>
    public const int ExactWeights = 2000;

    /// <summary>DuckDB's part of the memory.</summary>
    public int DatabaseMegabytes => MemoryMegabytes / 2;

    /// <summary>The part of the memory that rows are held in between passes.</summary>
    public long RowBytes => MemoryMegabytes * 250_000L;

    /// <summary>The part of the memory for rows as a matrix; training has two of them in hand.</summary>
    public long MatrixBytes => MemoryMegabytes * 50_000L;

    /// <summary>The method for a table of so many columns.</summary>
    public string MethodFor(int columns) => Method ?? (CanBeExact && columns < ExactWeights ? Exact : Adam);

    private bool CanBeExact =>
        Loss == Loss.Squared && L1 == 0 && !Watch && ValidationFraction == 0 && DType == DType.Float64
        && Epochs is null && LearningRate is null && BatchSize is null;

    /// <exception cref="BadInputException">An option has no meaning for the method.</exception>
    public void Check()
    {
        if (Method == Exact)
        {
            Refuse("--epochs", Epochs is not null, "exact solves at once");
            Refuse("--learning-rate", LearningRate is not null, "exact solves at once");
            Refuse("--batch-size", BatchSize is not null, "exact solves at once");
            Refuse("--validation-fraction", ValidationFraction > 0, "exact solves at once");
            Refuse("--watch", Watch, "exact solves at once");
            Refuse("--dtype float32", DType == DType.Float32, "exact solves in float64");
            Refuse($"--loss {Loss.ToString().ToLowerInvariant()}", Loss != Loss.Squared, "exact solves least squares");
            Refuse("--l1", L1 > 0, "exact has no l1 penalty");
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
