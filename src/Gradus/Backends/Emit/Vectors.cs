using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Backends.Emit;

/// <summary>
/// What emitted code calls besides formulas: moves between memory and vectors, as static methods that the JIT inlines.
/// </summary>
internal static class Vectors<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Load(ref byte at) => Lanes<T>.Load(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadFirst(ref byte at, int count) => Lanes<T>.LoadFirst(ref at, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes<T> lanes, ref byte at) => lanes.Store(ref at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Lanes<T> lanes, ref byte at, int count) => lanes.StoreFirst(ref at, count);

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

    public static Lanes<T> LoadFirstBools(ref byte at, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (var i = 0; i < count; i++) bytes[i] = Unsafe.Add(ref at, i);
        return Lanes<T>.LoadBools(ref bytes[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBools(Lanes<T> mask, ref byte at) => mask.StoreBools(ref at);

    public static void StoreFirstBools(Lanes<T> mask, ref byte at, int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        mask.StoreBools(ref bytes[0]);
        for (var i = 0; i < count; i++) Unsafe.Add(ref at, i) = bytes[i];
    }

    /// <summary>The lanes where <paramref name="count"/> elements are, the identity of a reduction behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Keep(Lanes<T> lanes, Lanes<T> identity, int count) =>
        Lanes<T>.Select(Lanes<T>.First(count), lanes, identity);

    /// <summary>Every second element: 2 x 2 half vectors read without touching a byte behind the last element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadPairs(ref byte at)
    {
        var bytes = Unsafe.SizeOf<T>();
        ref var upper = ref Unsafe.Add(ref at, 64 - bytes);
        var even = Select(
            Vector256.LoadUnsafe(ref at), Vector256.LoadUnsafe(ref at, 32), odd: false);
        var odd = Select(
            Vector256.LoadUnsafe(ref upper), Vector256.LoadUnsafe(ref upper, 32), odd: true);
        return new(Vector512.Create(even, odd).As<byte, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Select(Vector256<byte> first, Vector256<byte> second, bool odd)
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

    /// <summary>The first so many of every second element; touches no byte behind the last one.</summary>
    public static Lanes<T> LoadFirstPairs(ref byte at, int count)
    {
        var lanes = Lanes<T>.Count;
        var elements = 2 * count - 1;
        var first = Lanes<T>.LoadFirst(ref at, Math.Min(elements, lanes));
        var second = elements > lanes ? Lanes<T>.LoadFirst(ref Unsafe.Add(ref at, 64), elements - lanes) : default;
        var (low, high) = (first.Value.AsByte(), second.Value.AsByte());
        var even = Select(low.GetLower(), low.GetUpper(), odd: false);
        return new(Vector512.Create(even, Select(high.GetLower(), high.GetUpper(), odd: false)).As<byte, T>());
    }

    /// <summary>Elements a stride (in bytes) apart.</summary>
    public static Lanes<T> LoadStrided(ref byte at, nint stride)
    {
        Unsafe.SkipInit(out Lanes<T> lanes);
        ref var target = ref Unsafe.As<Lanes<T>, T>(ref lanes);
        for (nint i = 0; i < Lanes<T>.Count; i++)
            Unsafe.Add(ref target, i) = Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref at, i * stride));
        return lanes;
    }

    public static Lanes<T> LoadFirstStrided(ref byte at, nint stride, int count)
    {
        Lanes<T> lanes = default;
        ref var target = ref Unsafe.As<Lanes<T>, T>(ref lanes);
        for (nint i = 0; i < count; i++) Unsafe.Add(ref target, i) = Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref at, i * stride));
        return lanes;
    }
}
