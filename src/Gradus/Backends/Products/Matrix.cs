using Gradus.Loops;

namespace Gradus.Backends.Products;

/// <summary>A matrix as it lies in memory; strides are in elements.</summary>
internal readonly unsafe struct Matrix<T>(T* start, nint rowStride, nint columnStride) where T : unmanaged
{
    public readonly T* Start = start;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    public Matrix<T> From(nint row, nint column) =>
        new(Start + row * RowStride + column * ColumnStride, RowStride, ColumnStride);

    /// <summary>One matrix of a batch.</summary>
    public static Matrix<T> Of(T* memory, BufferView buffer, ReadOnlySpan<int> starts, int index)
    {
        var view = buffer.View;
        var rank = view.Shape.Rank;
        var offset = buffer.SlotOffset + view.Offset.At(starts);
        for (var axis = rank - 3; axis >= 0; axis--)
        {
            (index, var position) = Math.DivRem(index, view.Shape[axis]);
            offset += (long)position * view.Strides[axis];
        }
        return new(memory + offset, view.Strides[rank - 2], view.Strides[rank - 1]);
    }
}
