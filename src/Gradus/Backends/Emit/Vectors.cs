using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gradus.Backends.Emit;

/// <summary>
/// What emitted code calls besides formulas: moves between memory and vectors, as static methods that the JIT inlines. Whoever
/// calls them has pinned the memory, because parts of vectors are read and written through pointers.
/// </summary>
internal static class Vectors<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Load(ref byte at) => Lanes<T>.Load(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirst(byte* at, int count) => Lanes<T>.LoadFirst(at, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes<T> lanes, ref byte at) => lanes.Store(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreFirst(Lanes<T> lanes, byte* at, int count) => lanes.StoreFirst(at, count);

    /// <summary>One element of memory in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Repeat(ref byte at) => Lanes<T>.All(Unsafe.ReadUnaligned<T>(ref at));

    /// <summary>A number, given by the bits of its lane, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> RepeatBits(long bits) =>
        Lanes<T>.All(Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<int, T>((int)bits) : Unsafe.BitCast<long, T>(bits));

    /// <summary>One bool of memory as a mask in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> RepeatBool(ref byte at) => Lanes<T>.First(at != 0 ? Lanes<T>.Count : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadBools(ref byte at) => Lanes<T>.LoadBools(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstBools(byte* at, int count) => Lanes<T>.LoadFirstBools(at, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBools(Lanes<T> mask, ref byte at) => mask.StoreBools(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreFirstBools(Lanes<T> mask, byte* at, int count) => mask.StoreFirstBools(at, count);

    /// <summary>The lanes where <paramref name="count"/> elements are, the identity of a reduction behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Keep(Lanes<T> lanes, Lanes<T> identity, int count) =>
        Lanes<T>.Select(Lanes<T>.First(count), lanes, identity);

    /// <summary>The second vector of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadUpper(byte* at) => Lanes<T>.Load(ref at[64]);

    /// <summary>Of two vectors that hold so many pairs, the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstLower(byte* at, int pairs) =>
        Lanes<T>.LoadFirst(at, Math.Min(2 * pairs, Lanes<T>.Count));

    /// <summary>Of two vectors that hold so many pairs, the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstUpper(byte* at, int pairs) =>
        Lanes<T>.LoadFirst(at + 64, Math.Max(2 * pairs - Lanes<T>.Count, 0));

    /// <summary>Every second element of two vectors, from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Evens(Lanes<T> lower, Lanes<T> upper)
    {
        if (!HasPermutations) return Halves(lower.Value.AsByte(), isOdd: false, upper.Value.AsByte(), isUpperOdd: false);
        return Unsafe.SizeOf<T>() == 4
            ? Pick(lower, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), upper)
            : Pick(lower, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), upper);
    }

    /// <summary>Every second element of two vectors, from the second on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Odds(Lanes<T> lower, Lanes<T> upper)
    {
        if (!HasPermutations) return Halves(lower.Value.AsByte(), isOdd: true, upper.Value.AsByte(), isUpperOdd: true);
        return Unsafe.SizeOf<T>() == 4
            ? Pick(lower, Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), upper)
            : Pick(lower, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), upper);
    }

    /// <summary>Every second element; touches no byte behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadPairs(byte* at)
    {
        // The upper vector ends with the last element, so that its first one is one that the lower vector has.
        var (lower, upper) = (Lanes<T>.Load(ref *at), Lanes<T>.Load(ref at[64 - sizeof(T)]));
        if (!HasPermutations) return Halves(lower.Value.AsByte(), isOdd: false, upper.Value.AsByte(), isUpperOdd: true);
        return sizeof(T) == 4
            ? Pick(lower, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31), upper)
            : Pick(lower, Vector512.Create(0L, 2, 4, 6, 9, 11, 13, 15), upper);
    }

    /// <summary>The first so many of every second element; touches no byte behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstPairs(byte* at, int count)
    {
        var (lanes, elements) = (Lanes<T>.Count, 2 * count - 1);
        return Evens(
            Lanes<T>.LoadFirst(at, Math.Min(elements, lanes)), Lanes<T>.LoadFirst(at + 64, Math.Max(elements - lanes, 0)));
    }

    private static bool HasPermutations
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Pick(Lanes<T> lower, Vector512<int> indices, Lanes<T> upper) =>
        Wrap(Avx512F.PermuteVar16x32x2(lower.Value.AsInt32(), indices, upper.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Pick(Lanes<T> lower, Vector512<long> indices, Lanes<T> upper) =>
        Wrap(Avx512F.PermuteVar8x64x2(lower.Value.AsInt64(), indices, upper.Value.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Halves(Vector512<byte> lower, bool isOdd, Vector512<byte> upper, bool isUpperOdd) =>
        Wrap(Lanes<T>.Pair(
            Half(lower.GetLower(), lower.GetUpper(), isOdd), Half(upper.GetLower(), upper.GetUpper(), isUpperOdd)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Wrap<S>(Vector512<S> vector) => new(vector.As<S, T>());

    // Every second element of two halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Half(Vector256<byte> first, Vector256<byte> second, bool odd)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            var index = odd ? Vector256.Create(1, 3, 5, 7, 1, 3, 5, 7) : Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            var low = Vector256.Shuffle(first.AsInt32(), index);
            var high = Vector256.Shuffle(second.AsInt32(), index);
            return Vector256.Create(low.GetLower(), high.GetLower()).AsByte();
        }
        var wide = odd ? Vector256.Create(1L, 3, 1, 3) : Vector256.Create(0L, 2, 0, 2);
        var lower = Vector256.Shuffle(first.AsInt64(), wide);
        var higher = Vector256.Shuffle(second.AsInt64(), wide);
        return Vector256.Create(lower.GetLower(), higher.GetLower()).AsByte();
    }

    /// <summary>Elements a stride (in bytes) apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadStrided(byte* at, nint stride)
    {
        if (!Avx2.IsSupported) return LoadFewStrided(at, stride, Lanes<T>.Count);
        // Offsets of 64 bits: a stride may be as long as an array.
        var offsets = Vector256.Create(0, stride, 2 * stride, 3 * stride).AsInt64();
        var next = 4 * stride;
        if (sizeof(T) == 8)
        {
            return Wrap(Lanes<T>.Pair(
                Avx2.GatherVector256((long*)at, offsets, 1), Avx2.GatherVector256((long*)(at + next), offsets, 1)));
        }
        return Wrap(Lanes<T>.Pair(
            Vector256.Create(
                Avx2.GatherVector128((int*)at, offsets, 1), Avx2.GatherVector128((int*)(at + next), offsets, 1)),
            Vector256.Create(
                Avx2.GatherVector128((int*)(at + 2 * next), offsets, 1),
                Avx2.GatherVector128((int*)(at + 3 * next), offsets, 1))));
    }

    /// <summary>The first so many of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstStrided(byte* at, nint stride, int count)
    {
        if (!Avx2.IsSupported) return LoadFewStrided(at, stride, count);
        var offsets = Vector256.Create(0, stride, 2 * stride, 3 * stride).AsInt64();
        var next = 4 * stride;
        var mask = Lanes<T>.First(count).Value;
        var (low, high) = (mask.GetLower(), mask.GetUpper());
        if (sizeof(T) == 8)
        {
            return Wrap(Lanes<T>.Pair(
                Avx2.GatherMaskVector256(default, (long*)at, offsets, low.AsInt64(), 1),
                Avx2.GatherMaskVector256(default, (long*)(at + next), offsets, high.AsInt64(), 1)));
        }
        return Wrap(Lanes<T>.Pair(
            Vector256.Create(
                Avx2.GatherMaskVector128(default, (int*)at, offsets, low.GetLower().AsInt32(), 1),
                Avx2.GatherMaskVector128(default, (int*)(at + next), offsets, low.GetUpper().AsInt32(), 1)),
            Vector256.Create(
                Avx2.GatherMaskVector128(default, (int*)(at + 2 * next), offsets, high.GetLower().AsInt32(), 1),
                Avx2.GatherMaskVector128(default, (int*)(at + 3 * next), offsets, high.GetUpper().AsInt32(), 1))));
    }

    private static unsafe Lanes<T> LoadFewStrided(byte* at, nint stride, int count)
    {
        Lanes<T> lanes = default;
        ref var target = ref Unsafe.As<Lanes<T>, T>(ref lanes);
        for (nint i = 0; i < count; i++) Unsafe.Add(ref target, i) = Unsafe.ReadUnaligned<T>(at + i * stride);
        return lanes;
    }
}
