namespace Gradus.Data;

/// <summary>How good a model is on the rows of one part.</summary>
/// <param name="Binary">For the logistic loss.</param>
/// <param name="Deviance">For the Poisson loss: the mean of 2 (y log(y / rate) - y + rate).</param>
internal sealed record PartScore(long Rows, Score Score, BinaryScore? Binary, double? Deviance);
