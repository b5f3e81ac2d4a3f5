namespace Gradus.Graph;

/// <summary>
/// How a consumer's index finds the element in a row-major value: offset + sum of index times stride. Every move op
/// (permute, expand, slice, flip, reshape) is a change of view and costs nothing.
/// </summary>
internal sealed class View
{
    public readonly Shape Shape;
    public readonly int[] Strides;
    public readonly Offset Offset;

    public View(Shape shape, int[] strides, Offset offset)
    {
        Shape = shape;
        Strides = strides;
        Offset = offset;
        IsIdentity = offset.IsZero && IsRowMajor(shape, strides);
    }

    /// <summary>The whole value in its own order.</summary>
    public static View Of(Shape shape) => new(shape, shape.RowMajorStrides(), Offset.Zero);

    /// <summary>The view reads the elements one after another from the start; axes of extent 1 do not matter.</summary>
    public bool IsIdentity { get; }

    public bool IsContiguous => IsRowMajor(Shape, Strides);

    private static bool IsRowMajor(Shape shape, int[] strides)
    {
        if (shape.Elements == 0) return true;
        var expected = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1) continue;
            if (strides[axis] != expected) return false;
            expected *= shape[axis];
        }
        return true;
    }

    /// <summary>Whether one stride walks the axes in row-major order.</summary>
    public bool HasOneStride(int from, int to, out int stride) => InnerAxes(from, to, out stride) == from;

    /// <summary>The first of the innermost axes that one stride walks.</summary>
    public int InnerAxes(int from, int to, out int stride)
    {
        stride = 0;
        var found = false;
        var expected = 0;
        for (var axis = to - 1; axis >= from; axis--)
        {
            if (Shape[axis] == 1) continue;
            if (!found) stride = Strides[axis];
            else if (Strides[axis] != expected) return axis + 1;
            found = true;
            expected = Strides[axis] * Shape[axis];
        }
        return from;
    }

    public View Permute(ReadOnlySpan<int> axes, Shape shape)
    {
        var strides = new int[axes.Length];
        for (var axis = 0; axis < axes.Length; axis++) strides[axis] = Strides[axes[axis]];
        return new(shape, strides, Offset);
    }

    public View Expand(Shape shape)
    {
        if (shape.Equals(Shape)) return this;
        var strides = new int[shape.Rank];
        var added = shape.Rank - Shape.Rank;
        for (var axis = added; axis < shape.Rank; axis++)
            strides[axis] = Shape[axis - added] == 1 && shape[axis] != 1 ? 0 : Strides[axis - added];
        return new(shape, strides, Offset);
    }

    /// <summary>Starts are read at run time from <paramref name="slot"/> on, one for each axis.</summary>
    public View Slice(ReadOnlySpan<int> steps, int slot, Shape shape)
    {
        var strides = new int[steps.Length];
        var offset = Offset;
        for (var axis = 0; axis < steps.Length; axis++)
        {
            strides[axis] = Strides[axis] * steps[axis];
            // A whole axis walked forwards starts at 0 by construction.
            if (steps[axis] != 1 || shape[axis] != Shape[axis]) offset = offset.Plus(slot + axis, Strides[axis]);
        }
        return new(shape, strides, offset);
    }

    /// <summary>The same elements in the same order under another shape, or null if that takes a copy.</summary>
    public View? Reshape(Shape shape)
    {
        if (shape.Elements == 0 || IsContiguous) return new(shape, shape.RowMajorStrides(), Offset);
        // Match runs of old axes with runs of new axes of the same total extent; inside a run the old axes must be one stride.
        var strides = new int[shape.Rank];
        int old = 0, next = 0;
        while (old < Shape.Rank || next < shape.Rank)
        {
            int oldStart = old, nextStart = next;
            long oldExtent = old < Shape.Rank ? Shape[old++] : 1;
            long nextExtent = next < shape.Rank ? shape[next++] : 1;
            while (oldExtent != nextExtent)
            {
                if (oldExtent < nextExtent) oldExtent *= Shape[old++];
                else nextExtent *= shape[next++];
            }
            var stride = 0;
            var first = true;
            for (var axis = old - 1; axis >= oldStart; axis--)
            {
                if (Shape[axis] == 1) continue;
                if (first) stride = Strides[axis];
                else if (Strides[axis] != RunStride(axis)) return null;
                first = false;
            }
            for (var axis = next - 1; axis >= nextStart; axis--)
            {
                strides[axis] = stride;
                stride *= shape[axis];
            }
        }
        return new(shape, strides, Offset);
    }

    // The stride an axis must have to continue the next axis of extent above 1.
    private int RunStride(int axis)
    {
        var inner = axis + 1;
        while (Shape[inner] == 1) inner++;
        return Strides[inner] * Shape[inner];
    }

    public bool SameAs(View other) =>
        Shape.Equals(other.Shape) && Strides.AsSpan().SequenceEqual(other.Strides) && Offset.SameAs(other.Offset);
}
