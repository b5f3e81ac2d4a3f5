using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gradus.Data;

/// <summary>The loops of dense linear algebra over contiguous columns.</summary>
/// <remarks>
/// Eight partial sums in fixed order, whatever the machine's vectors: the same numbers give the same bits everywhere.
/// </remarks>
internal static class Vectors
{
    private const int Width = 4;

    /// <summary>Sum of a[i] b[i]; <paramref name="b"/> is at least as long as <paramref name="a"/>.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - 2 * Width; i += 2 * Width)
        {
            even = Vector256.FusedMultiplyAdd(Load(ref first, i), Load(ref second, i), even);
            odd = Vector256.FusedMultiplyAdd(Load(ref first, i + Width), Load(ref second, i + Width), odd);
        }
        var sum = Vector256.Sum(even + odd);
        for (; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary>target[i] += factor * a[i]; <paramref name="target"/> is at least as long as <paramref name="a"/>.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> a)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..a.Length]);
        ref var from = ref MemoryMarshal.GetReference(a);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= a.Length - 2 * Width; i += 2 * Width)
        {
            Vector256.FusedMultiplyAdd(factors, Load(ref from, i), Load(ref to, i)).StoreUnsafe(ref to, (nuint)i);
            Vector256.FusedMultiplyAdd(factors, Load(ref from, i + Width), Load(ref to, i + Width))
                .StoreUnsafe(ref to, (nuint)(i + Width));
        }
        for (; i < a.Length; i++) target[i] = Math.FusedMultiplyAdd(factor, a[i], target[i]);
    }

    public static void Scale(Span<double> values, double factor)
    {
        for (var i = 0; i < values.Length; i++) values[i] *= factor;
    }

    /// <summary>The largest |value|, 0 for none; NaN when one is NaN.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var largest = Vector256<double>.Zero;
        var i = 0;
        // Vector256.Max passes NaN on, as Math.Max does.
        for (; i <= values.Length - Width; i += Width) largest = Vector256.Max(largest, Vector256.Abs(Load(ref first, i)));
        var result = Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3]));
        for (; i < values.Length; i++) result = Math.Max(result, Math.Abs(values[i]));
        return result;
    }

    /// <summary>Euclidean length of values that are scaled so that their squares stay within range.</summary>
    public static double Norm(ReadOnlySpan<double> values) => Math.Sqrt(Dot(values, values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);
}
