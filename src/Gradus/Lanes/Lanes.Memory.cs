using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

// What the loops need around a formula: memory, tails, bools and the last steps of a reduction.
internal readonly partial struct Lanes<T>
{
    /// <summary>Reads 64 bytes; no alignment is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Load(ref byte source)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.LoadUnsafe(ref source).As<byte, T>());
        return Join(Vector256.LoadUnsafe(ref source).As<byte, T>(), Vector256.LoadUnsafe(ref source, 32).As<byte, T>());
    }

    /// <summary>Reads 32 bytes: float32 as these float64, int32 as these int64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadWidened(ref byte source)
    {
        var half = Vector256.LoadUnsafe(ref source);
        if (typeof(T) == typeof(double))
            return Wrap(Vector512.Create(Vector256.WidenLower(half.AsSingle()), Vector256.WidenUpper(half.AsSingle())));
        return Wrap(Vector512.Create(Vector256.WidenLower(half.AsInt32()), Vector256.WidenUpper(half.AsInt32())));
    }

    /// <summary>Writes 64 bytes; no alignment is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Value.As<T, byte>().StoreUnsafe(ref target);
            return;
        }
        var halves = Split(this);
        halves.Low.As<T, byte>().StoreUnsafe(ref target);
        halves.High.As<T, byte>().StoreUnsafe(ref target, 32);
    }

    /// <summary>The first n elements (0 to Count) of the memory, zero in the other lanes; touches no byte beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadFirst(ref byte source, int n)
    {
        // A store of a few bytes and a load of 64 over them would wait for each other, so the pieces are put together in
        // registers: the upper one is read together with what lies before it and moved down; what comes from beyond is zero.
        var bytes = n * Unsafe.SizeOf<T>();
        if (bytes >= 32)
        {
            var last = Vector256.LoadUnsafe(ref source, (nuint)(bytes - 32)).AsInt32();
            var upper = Vector256.Shuffle(last, Vector256<int>.Indices + Vector256.Create(16 - bytes / 4));
            return Wrap(Vector512.Create(Vector256.LoadUnsafe(ref source).AsInt32(), upper));
        }
        return Wrap(Vector512.Create(LoadFew(ref source, bytes), Vector256<int>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> LoadFew(ref byte source, int bytes)
    {
        if (bytes >= 16)
        {
            var last = Vector128.LoadUnsafe(ref source, (nuint)(bytes - 16)).AsInt32();
            var upper = Vector128.Shuffle(last, Vector128<int>.Indices + Vector128.Create(8 - bytes / 4));
            return Vector256.Create(Vector128.LoadUnsafe(ref source).AsInt32(), upper);
        }
        if (bytes >= 8)
        {
            var second = bytes == 12 ? Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, 8)) : 0;
            return Vector256.Create(Unsafe.ReadUnaligned<long>(ref source), second, 0, 0).AsInt32();
        }
        return bytes == 4 ? Vector256.CreateScalar(Unsafe.ReadUnaligned<int>(ref source)) : Vector256<int>.Zero;
    }

    /// <summary>Writes the first n lanes (0 to Count) and touches no byte beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(ref byte target, int n)
    {
        var bytes = n * Unsafe.SizeOf<T>();
        var halves = Split(this);
        if (bytes < 32)
        {
            StoreFew(halves.Low.As<T, byte>(), ref target, bytes);
            return;
        }
        halves.Low.As<T, byte>().StoreUnsafe(ref target);
        if (bytes < 64) StoreFew(halves.High.As<T, byte>(), ref Unsafe.Add(ref target, 32), bytes - 32);
        else halves.High.As<T, byte>().StoreUnsafe(ref target, 32);
    }

    // Piece by piece: a copy of memory would be a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFew(Vector256<byte> lanes, ref byte target, int bytes)
    {
        var rest = lanes.GetLower();
        if (bytes >= 16)
        {
            rest.StoreUnsafe(ref target);
            rest = lanes.GetUpper();
            target = ref Unsafe.Add(ref target, 16);
            bytes -= 16;
        }
        if (bytes >= 8)
        {
            Unsafe.WriteUnaligned(ref target, rest.AsInt64()[0]);
            rest = Vector128.CreateScalar(rest.AsInt64()[1]).AsByte();
            target = ref Unsafe.Add(ref target, 8);
            bytes -= 8;
        }
        if (bytes >= 4) Unsafe.WriteUnaligned(ref target, rest.AsInt32()[0]);
    }

    /// <summary>A mask of the first n lanes; none for n = 0, all for n = Count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> First(int n)
    {
        // Each half counts for itself: where 512 bits are no register, their Indices are counted one by one.
        if (Unsafe.SizeOf<T>() == 4)
        {
            var indices = Vector256<int>.Indices;
            return Wrap(Vector512.Create(
                Vector256.LessThan(indices, Vector256.Create(n)), Vector256.LessThan(indices, Vector256.Create(n - 8))));
        }
        var counts = Vector256<long>.Indices;
        return Wrap(Vector512.Create(
            Vector256.LessThan(counts, Vector256.Create((long)n)), Vector256.LessThan(counts, Vector256.Create(n - 4L))));
    }

    /// <summary>
    /// Each lane changes places with the one <paramref name="half"/> away (a power of two below Count). The fixed order of a
    /// fold is acc = combine(acc, acc.Swap(half)) for half = Count / 2, ..., 2, 1; the result is lane 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes<T> Swap(int half)
    {
        var lower = Value.GetLower().AsByte();
        var upper = Value.GetUpper().AsByte();
        switch (half * Unsafe.SizeOf<T>())
        {
            case 32: return Wrap(Vector512.Create(upper, lower));
            case 16: return Wrap(Vector512.Create(SwapQuarters(lower), SwapQuarters(upper)));
            case 8: return Wrap(Vector512.Create(SwapLongs(lower), SwapLongs(upper)));
            case 4: return Wrap(Vector512.Create(SwapInts(lower), SwapInts(upper)));
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
    public static Lanes<T> Lower(Lanes<T> a, Lanes<T> b) => new(Vector512.Create(a.Value.GetLower(), b.Value.GetLower()));

    /// <summary>The upper halves of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Upper(Lanes<T> a, Lanes<T> b) => new(Vector512.Create(a.Value.GetUpper(), b.Value.GetUpper()));

    /// <summary>The lower half of each half of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LowerQuarters(Lanes<T> a, Lanes<T> b) => new(Vector512.Create(
        Vector256.Create(a.Value.GetLower().GetLower(), a.Value.GetUpper().GetLower()),
        Vector256.Create(b.Value.GetLower().GetLower(), b.Value.GetUpper().GetLower())));

    /// <summary>The upper half of each half of two, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> UpperQuarters(Lanes<T> a, Lanes<T> b) => new(Vector512.Create(
        Vector256.Create(a.Value.GetLower().GetUpper(), a.Value.GetUpper().GetUpper()),
        Vector256.Create(b.Value.GetLower().GetUpper(), b.Value.GetUpper().GetUpper())));

    /// <summary>The value of one lane.</summary>
    public T this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Value.GetElement(lane);
    }

    /// <summary>Reads Count bools (bytes; 0 is false) as a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LoadBools(ref byte source)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            var bytes = Vector128.LoadUnsafe(ref source);
            var (low, high) = (Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes));
            return Wrap(~Vector512.Equals(WidenTwice(low, high), Vector512<uint>.Zero));
        }
        var eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte();
        var shorts = Vector128.WidenLower(eight);
        var ints = Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));
        var longs = Vector512.Create(Vector256.WidenLower(ints), Vector256.WidenUpper(ints));
        return Wrap(~Vector512.Equals(longs, Vector512<ulong>.Zero));
    }

    /// <summary>Writes this mask as Count bools (bytes 0 and 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBools(ref byte target)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            var mask = Value.AsUInt32();
            var shorts = Vector256.Narrow(mask.GetLower(), mask.GetUpper());
            (Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()) & Vector128.Create((byte)1)).StoreUnsafe(ref target);
            return;
        }
        var wide = Value.AsUInt64();
        var ints = Vector256.Narrow(wide.GetLower(), wide.GetUpper());
        var eight = Vector128.Narrow(ints.GetLower(), ints.GetUpper());
        var bytes = (Vector128.Narrow(eight, eight) & Vector128.Create((byte)1)).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref target, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> WidenTwice(Vector128<ushort> low, Vector128<ushort> high) => Vector512.Create(
        Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
        Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high)));

    private static ArgumentOutOfRangeException WrongHalf(int half) => new(nameof(half),
        $"Swap: half is {half}; lanes of {typeof(T).Name} swap at a power of two from 1 to {Count / 2}.");
}
