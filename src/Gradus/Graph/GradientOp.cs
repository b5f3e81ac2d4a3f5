namespace Gradus.Graph;

/// <summary>
/// One of the gradients of a <see cref="BackwardOp"/>; an alias of the gradient's node once that is written out. Facts: which
/// parameter's it is.
/// </summary>
internal sealed class GradientOp : AliasOp
{
    public static readonly GradientOp Instance = new();

    private GradientOp() : base("gradient")
    {
    }
}
