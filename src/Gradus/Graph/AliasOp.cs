namespace Gradus.Graph;

/// <summary>The same numbers under another identity: it costs nothing to run.</summary>
internal class AliasOp(string name) : Op(name)
{
    /// <summary>The value without its history.</summary>
    public static readonly AliasOp Detach = new("detach");

    /// <summary>A copy that shares history. Values never change under a reader, so nothing is copied.</summary>
    public static readonly AliasOp Clone = new("clone");

    public override Tensor Gradient(int input, Tensor cotangent, Node node) => cotangent;

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => inputs[0];
}
