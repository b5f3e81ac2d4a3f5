using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Bench;

/// <summary>The machine's peak: fused multiply-adds on registers alone, twelve that do not wait for each other.</summary>
internal static class FmaProbe
{
    private const int Independent = 12;
    private const int Count = 1_000_000;

    private static double seen;

    /// <summary>Multiplications and additions of all threads together.</summary>
    public static double FlopsPerSecond(int threads, bool isFloat64) => isFloat64 ? Peak<double>(threads) : Peak<float>(threads);

    private static double Peak<T>(int threads) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count;
        var seconds = Together.Seconds(
            threads, _ => seen = double.CreateChecked(Vector512.IsHardwareAccelerated ? Run512(T.One) : Run256(T.One)));
        return 2.0 * lanes * Independent * Count * threads / seconds;
    }

    // x = x / 2 + 1 stays near 2 forever.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Run512<T>(T one) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, half) = (Vector512.Create(one), Vector512.Create(one / (one + one)));
        var (a, b, c, d, e, f) = (x, x, x, x, x, x);
        var (g, h, i, j, k, l) = (x, x, x, x, x, x);
        for (var count = 0; count < Count; count++)
        {
            (a, b, c) = (Fused(a, half, x), Fused(b, half, x), Fused(c, half, x));
            (d, e, f) = (Fused(d, half, x), Fused(e, half, x), Fused(f, half, x));
            (g, h, i) = (Fused(g, half, x), Fused(h, half, x), Fused(i, half, x));
            (j, k, l) = (Fused(j, half, x), Fused(k, half, x), Fused(l, half, x));
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Run256<T>(T one) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, half) = (Vector256.Create(one), Vector256.Create(one / (one + one)));
        var (a, b, c, d, e, f) = (x, x, x, x, x, x);
        var (g, h, i, j, k, l) = (x, x, x, x, x, x);
        for (var count = 0; count < Count; count++)
        {
            (a, b, c) = (Fused(a, half, x), Fused(b, half, x), Fused(c, half, x));
            (d, e, f) = (Fused(d, half, x), Fused(e, half, x), Fused(f, half, x));
            (g, h, i) = (Fused(g, half, x), Fused(h, half, x), Fused(i, half, x));
            (j, k, l) = (Fused(j, half, x), Fused(k, half, x), Fused(l, half, x));
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fused<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fused<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();
}
