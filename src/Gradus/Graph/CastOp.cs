namespace Gradus.Graph;

/// <summary>The same numbers in another element type: truncation towards zero to integers, not-zero to bool.</summary>
internal sealed class CastOp : Op
{
    public static readonly CastOp Instance = new();

    private CastOp() : base("cast")
    {
    }

    // A bare number would keep its digits in the other type. This one has been computed in the node's, and is rounded to it.
    public override Tensor? Gradient(int input, Tensor cotangent, Node node) =>
        cotangent.AsGradient(node.Shape).To(node.Input(0).DType);

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => Text.Call(node.DType.Name, inputs);
}
