using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gradus.Backends.Products;

/// <summary>
/// Copies lanes, many steps deep, into panels of some lanes, so that what a tile needs of a step lies side by side. Lanes that
/// the last panel lacks are zero.
/// </summary>
internal static unsafe class Packing<T, V> where T : unmanaged where V : unmanaged
{
    // As many steps of a lane as fill a vector.
    private const int Together = 8;

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
                    var lane = 0;
                    for (; lane < some - 3; lane += 4) TurnFour(source + lane * laneStride, laneStride, target + lane, width);
                    for (; lane < some - 1; lane += 2) TurnTwo(source + lane * laneStride, laneStride, target + lane, width);
                    if (lane == some) continue;
                    for (var step = 0; step < Together; step++) target[step * width + lane] = source[lane * laneStride + step];
                }
            }
            for (; rest > 0; rest--, source += stepStride, target += width)
                for (var lane = 0; lane < some; lane++) target[lane] = source[lane * laneStride];
        }
    }

    // Steps of four lanes of 32 bits: those of two lanes are paired first, and the pairs put side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour(T* from, nint laneStride, T* to, int width)
    {
        var (evenLow, oddLow) = Pair(from, from + laneStride);
        var (evenHigh, oddHigh) = Pair(from + 2 * laneStride, from + 3 * laneStride);
        StoreSideBySide(evenLow, evenHigh, to, 2 * width);
        StoreSideBySide(oddLow, oddHigh, to + width, 2 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSideBySide(Vector256<ulong> low, Vector256<ulong> high, T* to, int step)
    {
        if (!Avx2.IsSupported)
        {
            Store(low, to, step);
            Store(high, to + 2, step);
            return;
        }
        var (evens, odds) = (Avx2.UnpackLow(low, high), Avx2.UnpackHigh(low, high));
        evens.GetLower().Store((ulong*)to);
        odds.GetLower().Store((ulong*)(to + step));
        evens.GetUpper().Store((ulong*)(to + 2 * step));
        odds.GetUpper().Store((ulong*)(to + 3 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnTwo(T* from, nint laneStride, T* to, int width)
    {
        var (even, odd) = Pair(from, from + laneStride);
        Store(even, to, 2 * width);
        Store(odd, to + width, 2 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> pairs, T* to, int step)
    {
        for (var i = 0; i < 4; i++) Unsafe.WriteUnaligned(to + i * step, pairs.GetElement(i));
    }

    // Steps of two lanes of 32 bits, paired by shifts: even ones, and odd ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> Even, Vector256<ulong> Odd) Pair(T* first, T* second)
    {
        var (a, b) = (Vector256.Load((ulong*)first), Vector256.Load((ulong*)second));
        var low = Vector256.Create((ulong)uint.MaxValue);
        return ((a & low) | (b << 32), (a >> 32) | Vector256.AndNot(b, low));
    }
}
