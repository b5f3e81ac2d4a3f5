namespace Gradus.Cli;

/// <summary>Rows that are looked at together: x (rows, terms), y (rows, 1).</summary>
/// <param name="Share">Of the rows of the step that this batch belongs to; 1 where a batch is a step.</param>
/// <param name="EndsStep">Whether the parameters move after it.</param>
internal readonly record struct Batch(Tensor X, Tensor Y, double Share = 1, bool EndsStep = true)
{
    public int Rows => X.Shape[0];
}
