using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>
    /// A part of the tensor, axis by axis from the first: an integer picks one index and drops the axis, a range keeps it. Axes
    /// not named are whole. Ranges are cut at the end, as in Python; a single index out of range is an error. Assigning writes
    /// the part.
    /// </summary>
    [IndexerName("At"), OverloadResolutionPriority(1)]
    public Tensor this[params ReadOnlySpan<Slicing> index]
    {
        get
        {
            Span<int> starts = stackalloc int[Rank], counts = stackalloc int[Rank], steps = stackalloc int[Rank];
            var kept = Resolve(index, starts, counts);
            steps.Fill(1);
            return this.Slice(starts, counts, steps).Reshape(kept);
        }

        set
        {
            var starts = new int[Rank];
            var counts = new int[Rank];
            var steps = new int[Rank];
            Array.Fill(steps, 1);
            var kept = Resolve(index, starts, counts);
            if (!value.Shape.ExpandsTo(kept)) throw Errors.AssignShape(kept, value.Shape);
            var part = value.To(DType).Expand(kept).Reshape(Shape.Create(counts));
            Update(PlaceMethods.Place(this, Shape, [part], steps, starts), "index assignment");
        }
    }

    /// <summary>
    /// The slices along the first axis that integers (int64 or int32) of any shape pick: x[indices] has the shape of the indices
    /// with that of a slice behind it. They count from 0, not from the end; see <c>IndexSelect</c>.
    /// </summary>
    [IndexerName("At")]
    public Tensor this[Tensor indices]
    {
        get
        {
            if (Rank == 0) throw Errors.TooManyIndices(1, Shape);
            var slices = this.IndexSelect(0, indices.Flatten());
            return indices.Rank == 1 ? slices : slices.Reshape([.. indices.Shape, .. Shape.Extents[1..]]);
        }
    }

    // Starts and counts of every axis, and the shape without the axes that an integer picked from.
    private Shape Resolve(ReadOnlySpan<Slicing> index, Span<int> starts, Span<int> counts)
    {
        if (index.Length > Rank) throw Errors.TooManyIndices(index.Length, Shape);
        Span<int> kept = stackalloc int[Rank];
        var rank = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            var extent = Shape[axis];
            if (axis >= index.Length || index[axis].IsRange)
            {
                var start = axis < index.Length ? Math.Clamp(index[axis].Start.GetOffset(extent), 0, extent) : 0;
                var end = axis < index.Length ? Math.Clamp(index[axis].End.GetOffset(extent), start, extent) : extent;
                (starts[axis], counts[axis]) = (start, end - start);
                kept[rank++] = end - start;
            }
            else
            {
                var at = index[axis].Start.GetOffset(extent);
                if (at < 0 || at >= extent) throw Errors.IndexOutOfRange(index[axis], axis, Shape);
                (starts[axis], counts[axis]) = (at, 1);
            }
        }
        return Shape.Create(kept[..rank]);
    }
}
