using Gradus.Data;

namespace Gradus.Cli;

/// <summary>What a method has found, in the units of the table.</summary>
internal sealed record Solution(double[] Weights, double Bias)
{
    /// <summary>For exact least squares: times the residuals' deviation they are standard errors; last the bias's.</summary>
    public double[] Spreads { get; init; } = [];

    /// <summary>Independent columns, the column of ones among them.</summary>
    public int Rank { get; init; }

    /// <summary>Of the terms, where they were standardized.</summary>
    public Standardization? Standardization { get; init; }

    /// <summary>The mean loss of each epoch; none for an exact solution.</summary>
    public double[] Losses { get; init; } = [];

    /// <summary>The same on the validation part, if there is one.</summary>
    public double[] ValidationLosses { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];
}
