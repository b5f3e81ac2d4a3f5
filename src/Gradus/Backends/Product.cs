using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// Matrix products by packed panels. Every element of C is one chain of fused multiply-adds over k in order, whatever the
/// blocking, so the bits do not depend on threads, tiles or vectors.
/// </summary>
internal static class Product
{
    private const long ParallelWork = 60_000;

    public static void Run(ProductStep step, Binding binding)
    {
        switch (step.DType)
        {
            case DType.Float32: Run<float>(step, binding); break;
            case DType.Float64: Run<double>(step, binding); break;
            case DType.Int32: Run<int>(step, binding); break;
            default: Run<long>(step, binding); break;
        }
    }

    private static void Run<T>(ProductStep step, Binding binding) where T : unmanaged
    {
        var (shape, rank) = (step.Shape, step.Shape.Rank);
        int m = shape[rank - 2], n = shape[rank - 1], k = step.A.View.Shape[rank - 1];
        var matrices = 1;
        for (var axis = 0; axis < rank - 2; axis++) matrices *= shape[axis];
        if (m == 0 || n == 0) return;
        var target = (T[])binding.Arrays[step.Slot];
        var panel = Lanes<T>.Count;
        var columnPanels = (n + panel - 1) / panel;
        var rowPanels = (m + Tile<T>.Rows - 1) / Tile<T>.Rows;
        var packed = Pool<T>.Take(columnPanels * k * panel);
        for (var matrix = 0; matrix < matrices; matrix++)
        {
            var a = Matrix<T>.Of(step.A, binding, matrix);
            var b = Matrix<T>.Of(step.B, binding, matrix);
            var c = (int)step.SlotOffset + matrix * m * n;
            PackColumns(b, packed, k, n);
            if ((long)m * n * k < ParallelWork || rowPanels == 1) Rows(0, rowPanels);
            else Workers.Run(rowPanels, binding.Cancellation, Rows);

            void Rows(int first, int end)
            {
                var rows = Pool<T>.Take(Tile<T>.Rows * Math.Max(k, 1));
                for (var rowPanel = first; rowPanel < end; rowPanel++)
                {
                    var row = rowPanel * Tile<T>.Rows;
                    var height = Math.Min(Tile<T>.Rows, m - row);
                    PackRows(a, rows, row, height, k);
                    for (var column = 0; column < columnPanels; column++)
                    {
                        ref var result = ref target[c + row * n + column * panel];
                        Tile<T>.Multiply(
                            ref MemoryMarshal.GetArrayDataReference(rows),
                            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed), column * k * panel),
                            k, ref result, n, height, Math.Min(panel, n - column * panel));
                    }
                }
                Pool<T>.Return(rows);
            }
        }
        Pool<T>.Return(packed);
    }

    // Panels of as many columns as a vector has lanes, row by row, padded with zeros.
    private static void PackColumns<T>(Matrix<T> b, T[] packed, int k, int n) where T : unmanaged
    {
        var panel = Lanes<T>.Count;
        var at = 0;
        for (var first = 0; first < n; first += panel)
        {
            var width = Math.Min(panel, n - first);
            for (var row = 0; row < k; row++, at += panel)
            {
                var from = b.Offset + row * b.RowStride + first * b.ColumnStride;
                if (b.ColumnStride == 1) b.Data.AsSpan(from, width).CopyTo(packed.AsSpan(at));
                else for (var column = 0; column < width; column++) packed[at + column] = b.Data[from + column * b.ColumnStride];
                packed.AsSpan(at + width, panel - width).Clear();
            }
        }
    }

    // The rows of a tile interleaved, padded with zeros.
    private static void PackRows<T>(Matrix<T> a, T[] packed, int first, int height, int k) where T : unmanaged
    {
        var rows = Tile<T>.Rows;
        for (var row = 0; row < rows; row++)
        {
            var from = a.Offset + (first + row) * a.RowStride;
            if (row < height) for (var i = 0; i < k; i++) packed[i * rows + row] = a.Data[from + i * a.ColumnStride];
            else for (var i = 0; i < k; i++) packed[i * rows + row] = default;
        }
    }

    /// <summary>One matrix of a batch, as it lies in its buffer.</summary>
    private readonly record struct Matrix<T>(T[] Data, int Offset, int RowStride, int ColumnStride) where T : unmanaged
    {
        public static Matrix<T> Of(BufferView buffer, Binding binding, int matrix)
        {
            var view = buffer.View;
            var rank = view.Shape.Rank;
            var offset = buffer.SlotOffset + view.Offset.At(binding.Starts);
            for (var axis = rank - 3; axis >= 0; axis--)
            {
                offset += (long)(matrix % view.Shape[axis]) * view.Strides[axis];
                matrix /= view.Shape[axis];
            }
            return new((T[])binding.Arrays[buffer.Slot], (int)offset, view.Strides[rank - 2], view.Strides[rank - 1]);
        }
    }

    /// <summary>The innermost product: six rows by one vector of columns, all of it in registers.</summary>
    private static class Tile<T> where T : unmanaged
    {
        public const int Rows = 6;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Multiply(ref T a, ref T b, int k, ref T c, int stride, int height, int width)
        {
            var zero = Lanes<T>.All(default);
            Lanes<T> c0 = zero, c1 = zero, c2 = zero, c3 = zero, c4 = zero, c5 = zero;
            for (var i = 0; i < k; i++)
            {
                var row = Lanes<T>.Load(ref Unsafe.As<T, byte>(ref b));
                c0 = Lanes<T>.Fma(Lanes<T>.All(a), row, c0);
                c1 = Lanes<T>.Fma(Lanes<T>.All(Unsafe.Add(ref a, 1)), row, c1);
                c2 = Lanes<T>.Fma(Lanes<T>.All(Unsafe.Add(ref a, 2)), row, c2);
                c3 = Lanes<T>.Fma(Lanes<T>.All(Unsafe.Add(ref a, 3)), row, c3);
                c4 = Lanes<T>.Fma(Lanes<T>.All(Unsafe.Add(ref a, 4)), row, c4);
                c5 = Lanes<T>.Fma(Lanes<T>.All(Unsafe.Add(ref a, 5)), row, c5);
                a = ref Unsafe.Add(ref a, Rows);
                b = ref Unsafe.Add(ref b, Lanes<T>.Count);
            }
            ReadOnlySpan<Lanes<T>> rows = [c0, c1, c2, c3, c4, c5];
            for (var row = 0; row < height; row++)
            {
                ref var target = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref c, row * stride));
                if (width == Lanes<T>.Count) rows[row].Store(ref target);
                else rows[row].StoreFirst(ref target, width);
            }
        }
    }
}
