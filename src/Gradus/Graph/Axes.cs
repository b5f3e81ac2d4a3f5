namespace Gradus.Graph;

/// <summary>Arithmetic on lists of axes.</summary>
internal static class Axes
{
    /// <summary>Ascending axes from what the user wrote; no axes means all of them.</summary>
    public static int[] Normalize(ReadOnlySpan<int> axes, Shape shape, string operation)
    {
        if (axes.Length == 0) return All(shape.Rank);
        var result = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++) result[i] = shape.Axis(axes[i], operation);
        Array.Sort(result);
        for (var i = 1; i < result.Length; i++)
            if (result[i] == result[i - 1]) throw Errors.RepeatedAxis(operation, result[i], axes);
        return result;
    }

    public static int[] All(int rank)
    {
        var axes = new int[rank];
        for (var axis = 0; axis < rank; axis++) axes[axis] = axis;
        return axes;
    }

    /// <summary>The shape with the reduced axes kept at extent 1.</summary>
    public static Shape Keep(Shape shape, ReadOnlySpan<int> axes)
    {
        Span<int> extents = stackalloc int[shape.Rank];
        shape.Extents.CopyTo(extents);
        foreach (var axis in axes) extents[axis] = 1;
        return Shape.Create(extents);
    }

    /// <summary>The shape without the reduced axes.</summary>
    public static Shape Drop(Shape shape, ReadOnlySpan<int> axes)
    {
        if (axes.Length == shape.Rank) return Shape.Scalar;
        Span<int> extents = stackalloc int[shape.Rank];
        var rank = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (!axes.Contains(axis)) extents[rank++] = shape[axis];
        return Shape.Create(extents[..rank]);
    }

    /// <summary>How many elements a reduction over the axes combines into one.</summary>
    public static long Count(Shape shape, ReadOnlySpan<int> axes, string operation)
    {
        if (axes.Length == 0) return shape.Elements;
        var count = 1L;
        foreach (var axis in Normalize(axes, shape, operation)) count *= shape[axis];
        return count;
    }
}
