using Gradus.Graph;

namespace Gradus;

/// <summary>Slices added along an axis where indices say. Facts: the axis.</summary>
internal sealed class IndexAdd : AccumulateOp
{
    public static readonly IndexAdd Instance = new();

    private IndexAdd() : base("IndexAdd")
    {
    }

    public override Tensor Gradient(int input, Tensor cotangent, Node node) =>
        input == 0 ? cotangent : cotangent.IndexSelect(node.Facts![0], new(node.Input(2)));
}

public static class IndexAddMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// A tensor like x to whose slice indices[i] along an axis slice i of <paramref name="source"/> has been added, in the
        /// order of i: the transpose of <c>IndexSelect</c>, with the same rules for indices. Source has x's shape with as many
        /// slices as indices.
        /// </summary>
        public Tensor IndexAdd(int axis, Tensor indices, Tensor source)
        {
            axis = x.Shape.Axis(axis, "IndexAdd");
            if (!indices.DType.IsInteger) throw Errors.IndexDType("IndexAdd", indices.DType);
            if (indices.Rank != 1) throw Errors.IndexRank("IndexAdd", indices.Shape);
            int[] extents = [.. x.Shape.Extents];
            extents[axis] = indices.Elements;
            if (!source.Shape.Equals(Shape.Create(extents))) throw Errors.IndexAddSource(Shape.Create(extents), source.Shape);
            var dtype = Build.Promote(x.Node, source.Node);
            if (dtype == DType.Bool) throw Errors.BoolArithmetic("IndexAdd");
            return Add(x.To(dtype), x.Shape, axis, indices, source.To(dtype));
        }
    }

    /// <summary>The background, of the shape or a number, with the slices added.</summary>
    internal static Tensor Add(Tensor background, Shape shape, int axis, Tensor indices, Tensor source)
    {
        var history = (background.NeedsGrad || source.NeedsGrad) && Autograd.IsEnabled;
        return Build.Result(new Node(
            Gradus.IndexAdd.Instance, shape, source.DType, [background.Node, source.Node, indices.Node], Axes.Single(axis),
            requiresGrad: history));
    }
}
