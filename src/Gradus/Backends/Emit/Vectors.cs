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

    /// <summary>Every second element; touches no byte behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadPairs(byte* at)
    {
        // The upper vector ends with the last element, so that its first one is one that the lower vector has.
        return Lanes<T>.EvensAndOdds(Lanes<T>.Load(ref *at), Lanes<T>.Load(ref at[64 - sizeof(T)]));
    }

    /// <summary>The first so many of every second element; touches no byte behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstPairs(byte* at, int count)
    {
        var (lanes, elements) = (Lanes<T>.Count, 2 * count - 1);
        return Lanes<T>.Evens(
            Lanes<T>.LoadFirst(at, Math.Min(elements, lanes)), Lanes<T>.LoadFirst(at + 64, Math.Max(elements - lanes, 0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Wrap<S>(Vector512<S> vector) => new(vector.As<S, T>());

    /// <summary>Elements a stride (in bytes) apart. A gather has a mask in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadStrided(byte* at, nint stride) => LoadFirstStrided(at, stride, Lanes<T>.Count);

    /// <summary>The first so many of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstStrided(byte* at, nint stride, int count)
    {
        if (!Avx2.IsSupported) return LoadFewStrided(at, stride, count);
        // Offsets of 64 bits: a stride may be as long as an array.
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
