namespace Gradus.Graph;

/// <summary>The same numbers in another element type: truncation towards zero to integers, not-zero to bool.</summary>
internal sealed class CastOp : Op
{
    public static readonly CastOp Instance = new();

    private CastOp() : base("cast")
    {
    }

    public override Tensor? Gradient(int input, Tensor cotangent, Node node) => cotangent.To(node.Input(0).DType);

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => Text.Call(node.DType.Name, inputs);
}
