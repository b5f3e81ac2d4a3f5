using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
            return Wrap(Pair(Vector256.WidenLower(half.AsSingle()), Vector256.WidenUpper(half.AsSingle())));
        return Wrap(Pair(Vector256.WidenLower(half.AsInt32()), Vector256.WidenUpper(half.AsInt32())));
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

    /// <summary>
    /// The first n elements (0 to Count) of memory that does not move, zero in the other lanes; touches no byte beyond them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirst(byte* source, int n)
    {
        if (HasMaskedMoves)
        {
            return sizeof(T) == 4
                ? Wrap(Avx512F.MaskLoad((int*)source, First(n).Value.AsInt32(), Vector512<int>.Zero))
                : Wrap(Avx512F.MaskLoad((long*)source, First(n).Value.AsInt64(), Vector512<long>.Zero));
        }
        if (Avx2.IsSupported)
        {
            var mask = First(n).Value;
            return sizeof(T) == 4
                ? Wrap(Pair(
                    Avx2.MaskLoad((int*)source, mask.GetLower().AsInt32()),
                    Avx2.MaskLoad((int*)source + 8, mask.GetUpper().AsInt32())))
                : Wrap(Pair(
                    Avx2.MaskLoad((long*)source, mask.GetLower().AsInt64()),
                    Avx2.MaskLoad((long*)source + 4, mask.GetUpper().AsInt64())));
        }
        // A store of a few bytes and a load of 64 over them would wait for each other, so the pieces are put together in
        // registers: the upper one is read together with what lies before it and moved down; what comes from beyond is zero.
        var bytes = n * sizeof(T);
        if (bytes >= 32)
        {
            var last = Vector256.Load(source + bytes - 32).AsInt32();
            var upper = Vector256.Shuffle(last, Vector256<int>.Indices + Vector256.Create(16 - bytes / 4));
            return Wrap(Pair(Vector256.Load(source).AsInt32(), upper));
        }
        return Wrap(Pair(LoadFew(ref *source, bytes), Vector256<int>.Zero));
    }

    private static bool HasMaskedMoves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512BW.VL.IsSupported;
    }

    /// <summary>Two halves. The framework's own way of putting them together begins with a vector from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<S> Pair<S>(Vector256<S> low, Vector256<S> high) => low.ToVector512Unsafe().WithUpper(high);

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

    /// <summary>
    /// Writes the first n lanes (0 to Count) to memory that does not move, and touches no byte beyond them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StoreFirst(byte* target, int n)
    {
        if (HasMaskedMoves)
        {
            if (sizeof(T) == 4) Avx512F.MaskStore((int*)target, First(n).Value.AsInt32(), Value.AsInt32());
            else Avx512F.MaskStore((long*)target, First(n).Value.AsInt64(), Value.AsInt64());
            return;
        }
        var bytes = n * sizeof(T);
        var halves = Split(this);
        if (bytes < 32)
        {
            StoreFew(halves.Low.As<T, byte>(), ref *target, bytes);
            return;
        }
        halves.Low.As<T, byte>().Store(target);
        if (bytes < 64) StoreFew(halves.High.As<T, byte>(), ref target[32], bytes - 32);
        else halves.High.As<T, byte>().Store(target + 32);
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
        if (Vector512.IsHardwareAccelerated)
        {
            return Unsafe.SizeOf<T>() == 4
                ? Wrap(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(n)))
                : Wrap(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)n)));
        }
        // Each half counts for itself: where 512 bits are no register, their Indices are counted one by one.
        if (Unsafe.SizeOf<T>() == 4)
        {
            var indices = Vector256<int>.Indices;
            return Wrap(Pair(
                Vector256.LessThan(indices, Vector256.Create(n)), Vector256.LessThan(indices, Vector256.Create(n - 8))));
        }
        var counts = Vector256<long>.Indices;
        return Wrap(Pair(
            Vector256.LessThan(counts, Vector256.Create((long)n)), Vector256.LessThan(counts, Vector256.Create(n - 4L))));
    }

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
        return Unsafe.SizeOf<T>() == 4
            ? OfBools(Vector128.LoadUnsafe(ref source))
            : OfBools(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte());
    }

    /// <summary>Reads the first n (0 to Count) bools of memory that does not move as a mask, false in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> LoadFirstBools(byte* source, int n)
    {
        if (!HasMaskedMoves) return LoadFewBools(source, n);
        return OfBools(Avx512BW.VL.MaskLoad(source, FirstBools(n), Vector128<byte>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FirstBools(int n) =>
        Vector128.LessThan(Vector128<sbyte>.Indices, Vector128.Create((sbyte)n)).AsByte();

    private static unsafe Lanes<T> LoadFewBools(byte* source, int n)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (var i = 0; i < n; i++) bytes[i] = source[i];
        return OfBools(Vector128.Create<byte>(bytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> OfBools(Vector128<byte> bytes)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            var (low, high) = (Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes));
            return Wrap(~Vector512.Equals(WidenTwice(low, high), Vector512<uint>.Zero));
        }
        var shorts = Vector128.WidenLower(bytes);
        var ints = Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));
        var longs = Vector512.Create(Vector256.WidenLower(ints), Vector256.WidenUpper(ints));
        return Wrap(~Vector512.Equals(longs, Vector512<ulong>.Zero));
    }

    /// <summary>Writes this mask as Count bools (bytes 0 and 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBools(ref byte target)
    {
        if (Unsafe.SizeOf<T>() == 4) ToBools().StoreUnsafe(ref target);
        else Unsafe.WriteUnaligned(ref target, ToBools().AsUInt64().ToScalar());
    }

    /// <summary>Writes the first n lanes of this mask as bools to memory that does not move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void StoreFirstBools(byte* target, int n)
    {
        if (HasMaskedMoves) Avx512BW.VL.MaskStore(target, FirstBools(n), ToBools());
        else StoreFewBools(ToBools(), target, n);
    }

    private static unsafe void StoreFewBools(Vector128<byte> bools, byte* target, int n)
    {
        for (var i = 0; i < n; i++) target[i] = bools[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> ToBools()
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            var mask = Value.AsUInt32();
            var shorts = Vector256.Narrow(mask.GetLower(), mask.GetUpper());
            return Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()) & Vector128.Create((byte)1);
        }
        var wide = Value.AsUInt64();
        var ints = Vector256.Narrow(wide.GetLower(), wide.GetUpper());
        var eight = Vector128.Narrow(ints.GetLower(), ints.GetUpper());
        return Vector128.Narrow(eight, eight) & Vector128.Create((byte)1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> WidenTwice(Vector128<ushort> low, Vector128<ushort> high) => Pair(
        Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
        Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high)));
}
