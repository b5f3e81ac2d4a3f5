using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// The float32 functions that are the float64 ones, rounded: less in use than the others, and correctly rounded but for a few in
/// a hundred million arguments.
/// </summary>
[SkipLocalsInit]
internal static class ThroughDouble
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    [MethodImpl(Kernel)]
    public static Vector512<float> Tan(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(Circular.Tan(low), Circular.Tan(high));
    }

    [MethodImpl(Kernel)]
    public static Vector512<float> Asin(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(InverseCircular.Asin(low), InverseCircular.Asin(high));
    }

    [MethodImpl(Kernel)]
    public static Vector512<float> Acos(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(InverseCircular.Acos(low), InverseCircular.Acos(high));
    }

    [MethodImpl(Kernel)]
    public static Vector512<float> Atan(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(InverseCircular.Atan(low), InverseCircular.Atan(high));
    }

    [MethodImpl(Kernel)]
    public static Vector512<float> Sinh(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(Hyperbolic.Sinh(low), Hyperbolic.Sinh(high));
    }

    [MethodImpl(Kernel)]
    public static Vector512<float> Cosh(in Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return Bits.Narrow(Hyperbolic.Cosh(low), Hyperbolic.Cosh(high));
    }
}
