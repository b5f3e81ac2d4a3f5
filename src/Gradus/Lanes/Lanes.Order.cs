using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gradus;

// Lanes that change places.
internal readonly partial struct Lanes<T>
{
    /// <summary>
    /// Each lane changes places with the one <paramref name="half"/> away (a power of two below Count). The fixed order of a
    /// fold is acc = combine(acc, acc.Swap(half)) for half = Count / 2, ..., 2, 1; the result is lane 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> Swap(int half)
    {
        if (HasPermutations) return SwapAtOnce(half);
        var lower = Value.GetLower().AsByte();
        var upper = Value.GetUpper().AsByte();
        switch (half * Unsafe.SizeOf<T>())
        {
            case 32: return Wrap(Pair(upper, lower));
            case 16: return Wrap(Pair(SwapQuarters(lower), SwapQuarters(upper)));
            case 8: return Wrap(Pair(SwapLongs(lower), SwapLongs(upper)));
            case 4: return Wrap(Pair(SwapInts(lower), SwapInts(upper)));
            default: throw WrongHalf(half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes<T> SwapAtOnce(int half)
    {
        switch (half * Unsafe.SizeOf<T>())
        {
            case 32: return Wrap(Avx512F.Shuffle4x128(Value.AsInt64(), Value.AsInt64(), 0b01_00_11_10));
            case 16: return Wrap(Avx512F.Shuffle4x128(Value.AsInt64(), Value.AsInt64(), 0b10_11_00_01));
            case 8: return Wrap(Avx512F.Shuffle(Value.AsInt32(), 0b01_00_11_10));
            case 4: return Wrap(Avx512F.Shuffle(Value.AsInt32(), 0b10_11_00_01));
            default: throw WrongHalf(half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SwapQuarters(Vector256<byte> x) => Vector256.Create(x.GetUpper(), x.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SwapLongs(Vector256<byte> x)
        => Vector256.Shuffle(x.AsInt64(), Vector256.Create(1L, 0, 3, 2)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SwapInts(Vector256<byte> x)
        => Vector256.Shuffle(x.AsInt32(), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)).AsByte();

    /// <summary>The lower halves of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Lower(Lanes<T> a, Lanes<T> b) => new(Pair(a.Value.GetLower(), b.Value.GetLower()));

    /// <summary>The upper halves of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Upper(Lanes<T> a, Lanes<T> b) => new(Pair(a.Value.GetUpper(), b.Value.GetUpper()));

    /// <summary>The lower half of each half of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LowerQuarters(Lanes<T> a, Lanes<T> b) => new(Pair(
        Vector256.Create(a.Value.GetLower().GetLower(), a.Value.GetUpper().GetLower()),
        Vector256.Create(b.Value.GetLower().GetLower(), b.Value.GetUpper().GetLower())));

    /// <summary>The upper half of each half of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> UpperQuarters(Lanes<T> a, Lanes<T> b) => new(Pair(
        Vector256.Create(a.Value.GetLower().GetUpper(), a.Value.GetUpper().GetUpper()),
        Vector256.Create(b.Value.GetLower().GetUpper(), b.Value.GetUpper().GetUpper())));

    // Each of the three has its indices written out: the compiler computes what is put together from constants at every turn of a
    // loop, and the loop of the tutorial takes five times as long.

    /// <summary>Every second element of two, from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Evens(Lanes<T> a, Lanes<T> b)
    {
        if (!HasPermutations) return Wrap(Pair(Half(a, isOdd: false), Half(b, isOdd: false)));
        return Unsafe.SizeOf<T>() == 4
            ? Pick(a, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b)
            : Pick(a, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), b);
    }

    /// <summary>Every second element of two, from the second on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Odds(Lanes<T> a, Lanes<T> b)
    {
        if (!HasPermutations) return Wrap(Pair(Half(a, isOdd: true), Half(b, isOdd: true)));
        return Unsafe.SizeOf<T>() == 4
            ? Pick(a, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b)
            : Pick(a, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), b);
    }

    /// <summary>Every second element: of the first from its first on, of the second from its second on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> EvensAndOdds(Lanes<T> a, Lanes<T> b)
    {
        if (!HasPermutations) return Wrap(Pair(Half(a, isOdd: false), Half(b, isOdd: true)));
        return Unsafe.SizeOf<T>() == 4
            ? Pick(a, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31), b)
            : Pick(a, Vector512.Create(0L, 2, 4, 6, 9, 11, 13, 15), b);
    }

    private static bool HasPermutations
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Pick(Lanes<T> a, Vector512<int> indices, Lanes<T> b) =>
        Wrap(Avx512F.PermuteVar16x32x2(a.Value.AsInt32(), indices, b.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Pick(Lanes<T> a, Vector512<long> indices, Lanes<T> b) =>
        Wrap(Avx512F.PermuteVar8x64x2(a.Value.AsInt64(), indices, b.Value.AsInt64()));

    // Every second element of one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Half(Lanes<T> lanes, bool isOdd)
    {
        var (first, second) = (lanes.Value.GetLower(), lanes.Value.GetUpper());
        if (Unsafe.SizeOf<T>() == 4)
        {
            var index = isOdd ? Vector256.Create(1, 3, 5, 7, 1, 3, 5, 7) : Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            var low = Vector256.Shuffle(first.AsInt32(), index);
            var high = Vector256.Shuffle(second.AsInt32(), index);
            return Vector256.Create(low.GetLower(), high.GetLower()).AsByte();
        }
        var wide = isOdd ? Vector256.Create(1L, 3, 1, 3) : Vector256.Create(0L, 2, 0, 2);
        var lower = Vector256.Shuffle(first.AsInt64(), wide);
        var higher = Vector256.Shuffle(second.AsInt64(), wide);
        return Vector256.Create(lower.GetLower(), higher.GetLower()).AsByte();
    }

    private static ArgumentOutOfRangeException WrongHalf(int half) => new(nameof(half),
        $"Swap: half is {half}; lanes of {typeof(T).Name} swap at a power of two from 1 to {Count / 2}.");
}
