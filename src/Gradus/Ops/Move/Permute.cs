using Gradus.Graph;

namespace Gradus;

/// <summary>The axes in another order: a change of view. Facts: the permutation.</summary>
internal sealed class Permute : MoveOp
{
    public static readonly Permute Instance = new();

    private Permute() : base("Permute")
    {
    }

    public override View Apply(View view, Node node, int slot) => view.Permute(node.Facts, node.Shape);

    public override bool IsTurned(bool isInputTurned, int[]? facts) => facts switch
    {
        [.., var row, var column] when row == facts.Length - 1 && column == facts.Length - 2 => !isInputTurned,
        [.., var row, var column] when row == facts.Length - 2 && column == facts.Length - 1 => isInputTurned,
        _ => false,
    };

    public override Tensor Gradient(int input, Tensor cotangent, Node node)
    {
        var inverse = new int[node.Facts!.Length];
        for (var axis = 0; axis < inverse.Length; axis++) inverse[node.Facts[axis]] = axis;
        return cotangent.Permute(inverse);
    }
}

public static class PermuteMethods
{
    extension(Tensor x)
    {
        /// <summary>The axes in the order given, each named once.</summary>
        public Tensor Permute(params ReadOnlySpan<int> axes)
        {
            if (axes.Length != x.Rank) throw Errors.PermutationLength(x.Shape, axes);
            Span<int> order = stackalloc int[axes.Length];
            Span<int> extents = stackalloc int[axes.Length];
            for (var axis = 0; axis < axes.Length; axis++)
            {
                order[axis] = x.Shape.Axis(axes[axis], "Permute");
                if (order[..axis].Contains(order[axis])) throw Errors.RepeatedAxis("Permute", order[axis], axes);
                extents[axis] = x.Shape[order[axis]];
            }
            return Build.Move(Gradus.Permute.Instance, x, Shape.Create(extents), facts: order.ToArray());
        }

        /// <summary>Two axes exchanged.</summary>
        public Tensor Transpose(int first, int second)
        {
            int[] order = [.. Axes.All(x.Rank)];
            (first, second) = (x.Shape.Axis(first, "Transpose"), x.Shape.Axis(second, "Transpose"));
            (order[first], order[second]) = (order[second], order[first]);
            return x.Permute(order);
        }

        /// <summary>The matrix transposed; of a batch, each matrix. A vector stays as it is.</summary>
        public Tensor T => x.Rank < 2 ? Tensor.Same(x.Node) : x.Transpose(-2, -1);
    }
}
