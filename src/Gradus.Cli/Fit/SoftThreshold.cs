namespace Gradus.Cli;

/// <summary>
/// What an l1 penalty does to weights after a step: each moves towards zero by the threshold and stays there if it would cross
/// it (the proximal step of iterative shrinkage; Daubechies, Defrise and De Mol, 2004).
/// </summary>
internal static class SoftThreshold
{
    public static Tensor Shrink(Tensor weights, Tensor threshold) =>
        weights.Sign() * (weights.Abs() - threshold).Relu();
}
