using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Converts the block's lanes.</summary>
internal sealed class WalkCast(Loop loop, Instruction argument, WalkValue source, WalkValue target) : WalkStep
{
    public override void Run(ref Frame frame)
    {
        ref var from = ref source.Values(ref frame);
        ref var to = ref frame.At(target.At);
        var count = loop.Count(target.Extent, frame.Rows);
        // A bare number converted: the lanes repeat it.
        if (source.Extent == Extent.Uniform) count = 64 / source.Lane.Size;
        switch (argument.Lane)
        {
            case Lane.Float32: From<float>(ref from, ref to, count); break;
            case Lane.Float64: From<double>(ref from, ref to, count); break;
            case Lane.Int32: From<int>(ref from, ref to, count); break;
            case Lane.Int64: From<long>(ref from, ref to, count); break;
            case Lane.Mask32: FromMask<int>(ref from, ref to, count); break;
            default: FromMask<long>(ref from, ref to, count); break;
        }
    }

    private void From<T>(ref byte from, ref byte to, int count) where T : unmanaged, INumber<T>
    {
        switch (target.Lane)
        {
            case Lane.Float32: Convert<T, float>(ref from, ref to, count); break;
            case Lane.Float64: Convert<T, double>(ref from, ref to, count); break;
            case Lane.Int32: Convert<T, int>(ref from, ref to, count); break;
            case Lane.Int64: Convert<T, long>(ref from, ref to, count); break;
            case Lane.Mask32: Test<T, int>(ref from, ref to, count); break;
            default: Test<T, long>(ref from, ref to, count); break;
        }
    }

    private void FromMask<T>(ref byte from, ref byte to, int count) where T : unmanaged, INumber<T>
    {
        switch (target.Lane)
        {
            case Lane.Float32: Count<T, float>(ref from, ref to, count); break;
            case Lane.Float64: Count<T, double>(ref from, ref to, count); break;
            case Lane.Int32: Count<T, int>(ref from, ref to, count); break;
            case Lane.Int64: Count<T, long>(ref from, ref to, count); break;
            case Lane.Mask32: Test<T, int>(ref from, ref to, count); break;
            default: Test<T, long>(ref from, ref to, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert<TFrom, TTo>(ref byte from, ref byte to, int count)
        where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        ref var source = ref Unsafe.As<byte, TFrom>(ref from);
        ref var result = ref Unsafe.As<byte, TTo>(ref to);
        nint i = 0;
        if (Unsafe.SizeOf<TFrom>() == 4 && Unsafe.SizeOf<TTo>() == 8)
        {
            for (; i <= count - Lanes<TTo>.Count; i += Lanes<TTo>.Count)
                Widen<TFrom, TTo>(ref Unsafe.Add(ref from, i * 4)).Store(ref Unsafe.Add(ref to, i * 8));
        }
        else if (CanNarrow<TFrom, TTo>())
        {
            for (; i <= count - Lanes<TTo>.Count; i += Lanes<TTo>.Count)
                Narrow<TFrom, TTo>(ref Unsafe.Add(ref from, i * 8)).Store(ref Unsafe.Add(ref to, i * 4));
        }
        for (; i < count; i++) Unsafe.Add(ref result, i) = TTo.CreateTruncating(Unsafe.Add(ref source, i));
    }

    // Within a kind: float64 is rounded once, and of int64 the lower half is left.
    private static bool CanNarrow<TFrom, TTo>() => (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float))
        || (typeof(TFrom) == typeof(long) && typeof(TTo) == typeof(int));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TTo> Narrow<TFrom, TTo>(ref byte from) where TFrom : unmanaged where TTo : unmanaged
    {
        var (low, high) = (Lanes<TFrom>.Load(ref from).Value, Lanes<TFrom>.Load(ref Unsafe.Add(ref from, 64)).Value);
        return new(typeof(TTo) == typeof(float)
            ? Vector512.Narrow(low.AsDouble(), high.AsDouble()).As<float, TTo>()
            : Vector512.Narrow(low.AsInt64(), high.AsInt64()).As<int, TTo>());
    }

    // By way of the wider type of the same kind, which holds every number of the narrower one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<TTo> Widen<TFrom, TTo>(ref byte from) where TFrom : unmanaged where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(float))
        {
            var reals = Lanes<double>.LoadWidened(ref from).Value;
            return new(typeof(TTo) == typeof(double) ? reals.As<double, TTo>() : Vector512.ConvertToInt64(reals).As<long, TTo>());
        }
        var integers = Lanes<long>.LoadWidened(ref from).Value;
        return new(
            typeof(TTo) == typeof(long) ? integers.As<long, TTo>() : Vector512.ConvertToDouble(integers).As<double, TTo>());
    }

    // Not zero (NaN included) is true.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Test<TFrom, TMask>(ref byte from, ref byte to, int count)
        where TFrom : unmanaged, INumber<TFrom> where TMask : unmanaged, INumber<TMask>
    {
        ref var source = ref Unsafe.As<byte, TFrom>(ref from);
        ref var result = ref Unsafe.As<byte, TMask>(ref to);
        nint i = 0;
        if (Unsafe.SizeOf<TFrom>() == Unsafe.SizeOf<TMask>())
        {
            for (; i <= count - Lanes<TFrom>.Count; i += Lanes<TFrom>.Count)
            {
                var values = Lanes<TFrom>.Load(ref Unsafe.As<TFrom, byte>(ref Unsafe.Add(ref source, i)));
                var mask = Lanes<TFrom>.Not(Lanes<TFrom>.Equal(values, default));
                mask.Store(ref Unsafe.As<TMask, byte>(ref Unsafe.Add(ref result, i)));
            }
        }
        for (; i < count; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref source, i) != TFrom.Zero ? -TMask.One : TMask.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TMask, TTo>(ref byte from, ref byte to, int count)
        where TMask : unmanaged, INumber<TMask> where TTo : unmanaged, INumber<TTo>
    {
        ref var source = ref Unsafe.As<byte, TMask>(ref from);
        ref var result = ref Unsafe.As<byte, TTo>(ref to);
        nint i = 0;
        if (Unsafe.SizeOf<TMask>() <= Unsafe.SizeOf<TTo>())
        {
            // A mask is as wide as the number when its sign has been repeated.
            for (; i <= count - Lanes<TTo>.Count; i += Lanes<TTo>.Count)
            {
                ref var at = ref Unsafe.As<TMask, byte>(ref Unsafe.Add(ref source, i));
                var mask = Unsafe.SizeOf<TMask>() == Unsafe.SizeOf<TTo>()
                    ? Lanes<TTo>.Load(ref at)
                    : new(Lanes<long>.LoadWidened(ref at).Value.As<long, TTo>());
                Lanes<TTo>.Select(mask, Lanes<TTo>.Of(1), default).Store(ref Unsafe.As<TTo, byte>(ref Unsafe.Add(ref result, i)));
            }
        }
        for (; i < count; i++) Unsafe.Add(ref result, i) = Unsafe.Add(ref source, i) != TMask.Zero ? TTo.One : TTo.Zero;
    }
}
