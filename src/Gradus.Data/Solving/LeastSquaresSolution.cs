namespace Gradus.Data;

/// <summary>The weights and the bias that minimize the sum of (y - x'weights - bias)^2.</summary>
public sealed class LeastSquaresSolution
{
    /// <summary>One a feature, in the units of the table.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>0 when there is no intercept.</summary>
    public required double Bias { get; init; }

    /// <summary>
    /// One a feature: the square root of its place on the diagonal of (A'A)^-1. Times the residuals' standard deviation it is
    /// the weight's standard error. NaN where columns depend on each other, so that the weight is not determined.
    /// </summary>
    public required IReadOnlyList<double> Spreads { get; init; }

    /// <inheritdoc cref="Spreads"/>
    public required double BiasSpread { get; init; }

    /// <summary>Rows the solution was made from.</summary>
    public required long Rows { get; init; }

    /// <summary>Independent columns, the intercept's column of ones counted.</summary>
    public required int Rank { get; init; }

    /// <summary>
    /// The features beyond the rank. When there are any, many solutions fit equally well and this is the shortest one.
    /// </summary>
    public required IReadOnlyList<DependentColumn> DependentColumns { get; init; }

    /// <summary>
    /// Estimated ratio of the largest to the smallest singular value of the independent columns, the column of ones among them,
    /// each brought to length 1. About log10 of it digits of the data's own precision are lost in the weights.
    /// </summary>
    public required double Condition { get; init; }

    /// <summary>Steps of iterative refinement taken.</summary>
    public required int Refinements { get; init; }
}
