namespace Gradus.Graph;

/// <summary>Arithmetic on lists of axes.</summary>
internal static class Axes
{
    /// <summary>Ascending axes from what the user wrote; no axes means all of them.</summary>
    public static int[] Normalize(ReadOnlySpan<int> axes, Shape shape, string operation)
    {
        if (axes.Length == 0) return All(shape.Rank);
        if (axes.Length == 1) return Single(shape.Axis(axes[0], operation));
        var result = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++) result[i] = shape.Axis(axes[i], operation);
        Array.Sort(result);
        for (var i = 1; i < result.Length; i++)
            if (result[i] == result[i - 1]) throw Errors.RepeatedAxis(operation, result[i], axes);
        return result;
    }

    // Lists that every step asks for. They are never written to.
    private static readonly int[][] Alls = [.. Enumerable.Range(0, 9).Select(rank => Enumerable.Range(0, rank).ToArray())];
    private static readonly int[][] Singles = [.. Enumerable.Range(0, 8).Select(axis => new[] { axis })];

    /// <summary>0, 1, ..., rank - 1; shared, not to be written to.</summary>
    public static int[] All(int rank) => rank < Alls.Length ? Alls[rank] : [.. Enumerable.Range(0, rank)];

    /// <summary>A list of one; shared, not to be written to.</summary>
    public static int[] Single(int axis) => axis < Singles.Length ? Singles[axis] : [axis];

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
