namespace Gradus.Graph;

/// <summary>The value of a mutable tensor after an in-place update: the identity, and the place where gradients stop.</summary>
internal sealed class StateOp : AliasOp
{
    public static readonly StateOp Instance = new();

    private StateOp() : base("state")
    {
    }
}
