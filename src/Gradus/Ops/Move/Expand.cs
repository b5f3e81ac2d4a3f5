using Gradus.Graph;

namespace Gradus;

/// <summary>Axes of extent 1 repeated, and axes added in front: a change of view.</summary>
internal sealed class Expand : MoveOp
{
    public static readonly Expand Instance = new();

    private Expand() : base("Expand")
    {
    }

    public override View Apply(View view, Node node, int slot) => view.Expand(node.Shape);

    // The walk that asks sums broadcast axes down for every op.
    public override Tensor Gradient(int input, Tensor cotangent, Node node) => cotangent;
}

public static class ExpandMethods
{
    extension(Tensor x)
    {
        /// <summary>The tensor broadcast to a shape.</summary>
        public Tensor Expand(Shape shape)
        {
            if (shape.Equals(x.Shape)) return Tensor.Same(x.Node);
            if (!x.Shape.ExpandsTo(shape)) throw Errors.Expand(x.Shape, shape);
            return Build.Move(Gradus.Expand.Instance, x, shape);
        }
    }
}
