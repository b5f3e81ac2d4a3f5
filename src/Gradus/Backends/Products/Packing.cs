using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Backends.Products;

/// <summary>
/// Copies lanes, many steps deep, into panels of some lanes, so that what a tile needs of a step lies side by side. Lanes that
/// the last panel lacks are zero.
/// </summary>
internal static unsafe class Packing<T, V> where T : unmanaged where V : unmanaged
{
    // As many steps of two lanes as fill two vectors.
    private const int Together = 16;

    /// <summary>Rows of A into panels of a tile's height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows(Matrix<T> a, int rows, int depth, T* to) =>
        Pack(a.Start, a.RowStride, a.ColumnStride, rows, Tile<T, V>.Rows, depth, to);

    /// <summary>Columns of B into panels of a tile's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackColumns(Matrix<T> b, int columns, int depth, T* to) =>
        Pack(b.Start, b.ColumnStride, b.RowStride, columns, Tile<T, V>.Columns, depth, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pack(T* from, nint laneStride, nint stepStride, int lanes, int width, int depth, T* to)
    {
        var panel = (nint)width * depth;
        if (lanes % width != 0) new Span<T>(to + lanes / width * panel, width * depth).Clear();
        if (laneStride == 1)
        {
            // Step by step through all panels: memory is read in long runs.
            for (var step = depth; step > 0; step--, from += stepStride, to += width)
            {
                T* source = from, target = to;
                var rest = lanes;
                for (; rest >= width; rest -= width, source += width, target += panel)
                    Unsafe.CopyBlockUnaligned(target, source, (uint)(width * sizeof(T)));
                for (var lane = 0; lane < rest; lane++) target[lane] = source[lane];
            }
            return;
        }
        for (; lanes > 0; lanes -= width, from += width * laneStride, to += panel)
        {
            var some = Math.Min(lanes, width);
            T* source = from, target = to;
            var rest = depth;
            if (sizeof(T) == 4 && stepStride == 1)
            {
                for (; rest >= Together; rest -= Together, source += Together, target += Together * width)
                {
                    for (var lane = 0; lane < some - 1; lane += 2)
                    {
                        T* first = source + lane * laneStride, second = first + laneStride;
                        Interleave(first, second, target + lane, width);
                        Interleave(first + Together / 2, second + Together / 2, target + lane + Together / 2 * width, width);
                    }
                    if (some % 2 == 0) continue;
                    for (var step = 0; step < Together; step++)
                        target[step * width + some - 1] = source[(some - 1) * laneStride + step];
                }
            }
            for (; rest > 0; rest--, source += stepStride, target += width)
                for (var lane = 0; lane < some; lane++) target[lane] = source[lane * laneStride];
        }
    }

    // Steps of two lanes of 32 bits: even and odd ones are paired by shifts, and each pair is stored as 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(T* first, T* second, T* to, int width)
    {
        var (a, b) = (Vector256.Load((ulong*)first), Vector256.Load((ulong*)second));
        var low = Vector256.Create((ulong)uint.MaxValue);
        var (even, odd) = ((a & low) | (b << 32), (a >> 32) | Vector256.AndNot(b, low));
        for (var i = 0; i < 4; i++)
        {
            Unsafe.WriteUnaligned(to + 2 * i * width, even.GetElement(i));
            Unsafe.WriteUnaligned(to + (2 * i + 1) * width, odd.GetElement(i));
        }
    }
}
