using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// log x = k ln 2 + log(1 + f) with x = 2^k (1 + f), 1 + f between the roots of 1/2 and 2. float32: log(1 + f) = f - f^2/2 + f^3
/// P(f); float64: log(1 + f) = 2 atanh(s) with s = f / (2 + f), written f - s (f - R), R = s^2 P(s^2), so that f stays exact. P
/// from minimax.py.
/// </summary>
[SkipLocalsInit]
internal static class Logarithm
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization;

    private const int RootOfHalf = 0x3f3504f3;
    private const long RootOfHalfLong = 0x3fe6a09e667f3bcd;

    /// <summary>The natural logarithm; within 1 ulp. -inf at 0, NaN below.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Log(in Vector512<float> x)
    {
        var denormal = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        var normal = Bits.Select(denormal, x * Vector512.Create(8388608f), x);
        var fromRoot = normal.AsInt32() - Vector512.Create(RootOfHalf);
        var exponent = (fromRoot >> 23) - (denormal.AsInt32() & Vector512.Create(23));
        var f = (normal.AsInt32() - (fromRoot & Vector512.Create(-8388608))).AsSingle() - Vector512.Create(1f);
        return Assemble(x, Vector512.ConvertToSingle(exponent), f, Vector512<float>.Zero, x);
    }

    /// <summary>log(1 + x); within 1 ulp, also near 0. -inf at -1, NaN below.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Log1p(in Vector512<float> x)
    {
        var one = Vector512.Create(1f);
        var sum = one + x;
        // What the sum lost, exactly (Knuth's two-sum), as a share of the sum.
        var part = sum - one;
        var lost = one - (sum - part) + (x - part);
        var fromRoot = sum.AsInt32() - Vector512.Create(RootOfHalf);
        var f = (sum.AsInt32() - (fromRoot & Vector512.Create(-8388608))).AsSingle() - one;
        var result = Assemble(sum, Vector512.ConvertToSingle(fromRoot >> 23), f, lost / sum, x);
        return Bits.Select(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(2.9e-8f)), x, result);
    }

    /// <summary>The natural logarithm; within 1 ulp. -inf at 0, NaN below.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Log(in Vector512<double> x)
    {
        var denormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        var normal = Bits.Select(denormal, x * Vector512.Create(4503599627370496d), x);
        var fromRoot = normal.AsInt64() - Vector512.Create(RootOfHalfLong);
        var exponent = Exponent(fromRoot) - (denormal & Vector512.Create(52d));
        var f = (normal.AsInt64() - (fromRoot & Vector512.Create(-4503599627370496L))).AsDouble() - Vector512.Create(1d);
        return Assemble(x, exponent, f, Vector512<double>.Zero, x);
    }

    /// <summary>log(1 + x); within 1 ulp, also near 0. -inf at -1, NaN below.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Log1p(in Vector512<double> x)
    {
        var one = Vector512.Create(1d);
        var sum = one + x;
        var part = sum - one;
        var lost = one - (sum - part) + (x - part);
        var fromRoot = sum.AsInt64() - Vector512.Create(RootOfHalfLong);
        var f = (sum.AsInt64() - (fromRoot & Vector512.Create(-4503599627370496L))).AsDouble() - one;
        var result = Assemble(sum, Exponent(fromRoot), f, lost / sum, x);
        return Bits.Select(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(5.4e-17)), x, result);
    }

    /// <summary>
    /// The exponent field as a float64: put into the last bits of 2^52, the field plus 2048 makes 2^52 + 2048 + exponent.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exponent(Vector512<long> bits)
        => (((bits + Vector512.Create(2048L << 52)) >>> 52) | Vector512.Create(0x4330_0000_0000_0000)).AsDouble()
            - Vector512.Create(4503599627370496d + 2048);

    /// <summary>
    /// k ln 2 + log(1 + f) + correction, and the values at 0, below, at infinity and NaN by the argument of the logarithm.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Assemble(
        Vector512<float> argument, Vector512<float> k, Vector512<float> f, Vector512<float> correction, Vector512<float> x)
    {
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.0674667805f), f, Vector512.Create(-0.116756789f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.118881591f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.12405584f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.142195523f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.166679963f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.200021192f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.250000089f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.333333135f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.5f));
        var low = Vector512.FusedMultiplyAdd(k, Vector512.Create(-1.9046542E-09f), correction);
        p = Vector512.FusedMultiplyAdd(p, f * f, low);
        var result = Vector512.FusedMultiplyAdd(k, Vector512.Create(0.6931472f), f + p);
        var finite = Vector512.LessThan(argument, Vector512.Create(float.PositiveInfinity));
        result = Bits.Select(finite, result, x);
        var zero = Vector512<float>.Zero;
        var atZero = Vector512.Equals(argument, zero);
        var below = Bits.Select(atZero, Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        return Bits.Select(Vector512.LessThanOrEqual(argument, zero), below, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Assemble(
        Vector512<double> argument, Vector512<double> k, Vector512<double> f, Vector512<double> correction, Vector512<double> x)
    {
        var s = f / (f + Vector512.Create(2d));
        var z = s * s;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.14795950315614537), z, Vector512.Create(0.15314050438422233));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.18183564333191396));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.22222198572981622));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.28571428742390503));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.39999999999414659));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.6666666666666734));
        // s (f - R) = f^2/2 - s (f^2/2 + R): the large part f^2/2 is then exact but for its rounding.
        var halfSquare = f * f * Vector512.Create(0.5);
        var low = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.3190468138462996E-17), correction);
        low = Vector512.FusedMultiplyAdd(s, Vector512.FusedMultiplyAdd(p, z, halfSquare), low);
        var result = Vector512.FusedMultiplyAdd(k, Vector512.Create(0.6931471805599453), f - (halfSquare - low));
        var finite = Vector512.LessThan(argument, Vector512.Create(double.PositiveInfinity));
        result = Bits.Select(finite, result, x);
        var zero = Vector512<double>.Zero;
        var atZero = Vector512.Equals(argument, zero);
        var below = Bits.Select(atZero, Vector512.Create(double.NegativeInfinity), Vector512.Create(double.NaN));
        return Bits.Select(Vector512.LessThanOrEqual(argument, zero), below, result);
    }
}
