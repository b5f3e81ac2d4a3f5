namespace Gradus.Data;

/// <summary>A feature that is a linear combination of others, so that its weight is not determined by the data.</summary>
/// <param name="Column">The feature's index.</param>
/// <param name="Of">
/// The features it is made of (and perhaps the intercept), ascending. None: it is constant, or zero where there is no intercept.
/// </param>
public sealed record DependentColumn(int Column, IReadOnlyList<int> Of);
