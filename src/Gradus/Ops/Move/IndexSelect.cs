using Gradus.Graph;

namespace Gradus;

/// <summary>Slices along an axis, picked by indices. Facts: the axis.</summary>
internal sealed class IndexSelect : GatherOp
{
    public static readonly IndexSelect Instance = new();

    private IndexSelect() : base("IndexSelect")
    {
    }

    // Zeros, to which each slice's cotangent is added where the slice came from.
    public override Tensor Gradient(int input, Tensor cotangent, Node node)
    {
        Tensor zero = new(NumberOp.Create(cotangent.DType, 0L));
        return IndexAddMethods.Add(zero, node.Input(0).Shape, node.Facts![0], new(node.Input(1)), cotangent);
    }
}

public static class IndexSelectMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The slices along an axis that <paramref name="indices"/>, of one axis, int64 or int32, name one by one: the shape of x
        /// with as many indices in place of the axis. They count from 0, not from the end; one out of range is an error when the
        /// result is computed. As PyTorch's index_select.
        /// </summary>
        public Tensor IndexSelect(int axis, Tensor indices)
        {
            axis = x.Shape.Axis(axis, "IndexSelect");
            if (!indices.DType.IsInteger) throw Errors.IndexDType("IndexSelect", indices.DType);
            if (indices.Rank != 1) throw Errors.IndexRank("IndexSelect", indices.Shape);
            int[] extents = [.. x.Shape.Extents];
            extents[axis] = indices.Elements;
            return Build.Result(new Node(
                Gradus.IndexSelect.Instance, Shape.Create(extents), x.DType, x.Node, indices.Node, Axes.Single(axis),
                Build.History(Gradus.IndexSelect.Instance, x.Node)));
        }
    }
}
