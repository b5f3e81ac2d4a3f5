using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>What the elementary functions do with the bits of a number: choose by a mask, take and give signs.</summary>
internal static class Bits
{
    /// <summary>
    /// A lane of whenTrue where the mask is all ones, of whenFalse where it is all zeros. In halves where the machine has no 512
    /// bits: there the framework's own select takes five instructions instead of one blend.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select<T>(Vector512<T> mask, Vector512<T> whenTrue, Vector512<T> whenFalse) where T : unmanaged
        => Vector512.IsHardwareAccelerated
            ? Vector512.ConditionalSelect(mask, whenTrue, whenFalse)
            : Vector512.Create(
                Vector256.ConditionalSelect(mask.GetLower(), whenTrue.GetLower(), whenFalse.GetLower()),
                Vector256.ConditionalSelect(mask.GetUpper(), whenTrue.GetUpper(), whenFalse.GetUpper()));

    /// <summary>The sign bit alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) => x & Vector512.Create(-0f);

    /// <summary>The sign bit alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sign(Vector512<double> x) => x & Vector512.Create(-0d);

    /// <summary>Whether any lane of a mask is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any<T>(Vector512<T> mask) where T : unmanaged => mask.AsInt64() != Vector512<long>.Zero;

    /// <summary>2^n for whole n from -1022 to 1023, given as n + 1.5 * 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PowerOfTwo(Vector512<double> shifted)
        => ((shifted.AsInt64() + Vector512.Create(1023L)) << 52).AsDouble();

    /// <summary>2^n for whole n from -126 to 127, given as n + 1.5 * 2^23.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> shifted)
        => ((shifted.AsInt32() + Vector512.Create(127)) << 23).AsSingle();

    /// <summary>
    /// Two vectors of float64 rounded to one of float32, low half first. In halves: the framework's own goes lane by lane.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Narrow(Vector512<double> low, Vector512<double> high)
        => Vector512.IsHardwareAccelerated
            ? Vector512.Narrow(low, high)
            : Vector512.Create(
                Vector256.Narrow(low.GetLower(), low.GetUpper()),
                Vector256.Narrow(high.GetLower(), high.GetUpper()));

    /// <summary>The last 32 bits of each lane of two vectors as one, low half first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Narrow(Vector512<long> low, Vector512<long> high)
        => Vector512.IsHardwareAccelerated
            ? Vector512.Narrow(low, high)
            : Vector512.Create(
                Vector256.Narrow(low.GetLower(), low.GetUpper()),
                Vector256.Narrow(high.GetLower(), high.GetUpper()));
}
