using System.Numerics;
using System.Runtime.CompilerServices;
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
        for (nint i = 0; i < count; i++) Unsafe.Add(ref result, i) = TTo.CreateTruncating(Unsafe.Add(ref source, i));
    }

    // Not zero (NaN included) is true.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Test<TFrom, TMask>(ref byte from, ref byte to, int count)
        where TFrom : unmanaged, INumber<TFrom> where TMask : unmanaged, INumber<TMask>
    {
        ref var source = ref Unsafe.As<byte, TFrom>(ref from);
        ref var result = ref Unsafe.As<byte, TMask>(ref to);
        for (nint i = 0; i < count; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref source, i) != TFrom.Zero ? -TMask.One : TMask.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TMask, TTo>(ref byte from, ref byte to, int count)
        where TMask : unmanaged, INumber<TMask> where TTo : unmanaged, INumber<TTo>
    {
        ref var source = ref Unsafe.As<byte, TMask>(ref from);
        ref var result = ref Unsafe.As<byte, TTo>(ref to);
        for (nint i = 0; i < count; i++) Unsafe.Add(ref result, i) = Unsafe.Add(ref source, i) != TMask.Zero ? TTo.One : TTo.Zero;
    }
}
