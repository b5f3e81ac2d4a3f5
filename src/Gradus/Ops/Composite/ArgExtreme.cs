namespace Gradus;

/// <summary>The first index at which an extreme stands: the smallest of the indices of all elements that equal it.</summary>
internal static class ArgExtreme
{
    public static Tensor Find(Tensor x, string operation, int? axis, bool keepDim, bool largest)
    {
        if (x.DType == DType.Bool) x = x.To(DType.Int32);
        var values = x.Detach();
        if (axis is null) values = values.Reshape([x.Elements]);
        var along = axis is { } given ? x.Shape.Axis(given, operation) : 0;
        if (values.Shape[along] == 0) throw Errors.ReduceNothing(operation, x.Shape, along);
        var extreme = largest ? values.Max([along], keepDim: true) : values.Min([along], keepDim: true);
        // The indices along the axis, broadcast over the others; an index beyond the last where the element is not extreme.
        var extents = new int[values.Rank];
        Array.Fill(extents, 1);
        extents[along] = values.Shape[along];
        var indices = Tensor.Arange(extents[along]).To(DType.Int32).Reshape(Shape.Create(extents));
        var isExtreme = values.DType.IsFloating ? values.Equal(extreme) | values.IsNaN() : values.Equal(extreme);
        var first =
            isExtreme.Select(indices, new Tensor(Graph.NumberOp.Create(DType.Int32, (long)extents[along]))).Min([along], keepDim);
        if (axis is null && keepDim)
        {
            var kept = new int[x.Rank];
            Array.Fill(kept, 1);
            first = first.Reshape(Shape.Create(kept));
        }
        return first.To(DType.Int64);
    }
}
