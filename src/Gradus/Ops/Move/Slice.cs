using Gradus.Graph;

namespace Gradus;

/// <summary>
/// Every step-th element from a start, along each axis: a change of view. Facts: the steps. Offsets: the starts, which are
/// run-time values, so that walking over a data set in batches needs one plan.
/// </summary>
internal sealed class Slice : MoveOp
{
    public static readonly Slice Instance = new();

    private Slice() : base("Slice")
    {
    }

    public override View Apply(View view, Node node, int slot) => view.Slice(node.Facts, slot, node.Shape);

    public override bool IsTurned(bool isInputTurned, int[]? facts) => isInputTurned;

    // Zeros with the cotangent where the slice was.
    public override Tensor Gradient(int input, Tensor cotangent, Node node)
    {
        var whole = node.Input(0);
        Tensor zero = new(NumberOp.Create(cotangent.DType, 0L));
        return PlaceMethods.Place(zero, whole.Shape, [cotangent], node.Facts!, node.Offsets!);
    }
}

public static class SliceMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// For each axis a start, a count and a step, which may be negative; the general form of indexing with ranges.
        /// </summary>
        public Tensor Slice(ReadOnlySpan<int> starts, ReadOnlySpan<int> counts, ReadOnlySpan<int> steps)
        {
            if (starts.Length != x.Rank || counts.Length != x.Rank || steps.Length != x.Rank)
                throw Errors.SliceLength(x.Shape, starts.Length, counts.Length, steps.Length);
            for (var axis = 0; axis < x.Rank; axis++)
            {
                var last = starts[axis] + (long)(counts[axis] - 1) * steps[axis];
                if (steps[axis] == 0 || counts[axis] < 0 || (counts[axis] > 0
                    && (starts[axis] < 0 || starts[axis] >= x.Shape[axis] || last < 0 || last >= x.Shape[axis])))
                    throw Errors.SliceBounds(x.Shape, axis, starts[axis], counts[axis], steps[axis]);
            }
            var shape = Shape.Create(counts);
            if (shape.Equals(x.Shape) && !steps.ContainsAnyExcept(1)) return Tensor.Same(x.Node);
            return Build.Move(Gradus.Slice.Instance, x, shape, facts: steps.ToArray(), offsets: starts.ToArray());
        }

        /// <summary>A run of <paramref name="count"/> indices along one axis.</summary>
        public Tensor Narrow(int axis, int start, int count)
        {
            axis = x.Shape.Axis(axis, "Narrow");
            Span<int> starts = stackalloc int[x.Rank], counts = stackalloc int[x.Rank], steps = stackalloc int[x.Rank];
            starts.Clear();
            x.Shape.Extents.CopyTo(counts);
            steps.Fill(1);
            (starts[axis], counts[axis]) = (start, count);
            return x.Slice(starts, counts, steps);
        }

        /// <summary>The order along the axes reversed; without axes, along all of them.</summary>
        public Tensor Flip(params ReadOnlySpan<int> axes)
        {
            Span<int> starts = stackalloc int[x.Rank], steps = stackalloc int[x.Rank];
            starts.Clear();
            steps.Fill(1);
            foreach (var axis in Axes.Normalize(axes, x.Shape, "Flip"))
                if (x.Shape[axis] > 0) (starts[axis], steps[axis]) = (x.Shape[axis] - 1, -1);
            return x.Slice(starts, x.Shape.Extents, steps);
        }
    }
}
