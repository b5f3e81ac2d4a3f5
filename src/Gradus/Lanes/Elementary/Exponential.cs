using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gradus;

/// <summary>
/// e^x = 2^n e^r with n = round(x / ln 2) and r = x - n ln 2 within half of ln 2; e^r = 1 + r + r^2 P(r), P from minimax.py.
/// </summary>
/// <remarks>
/// Within a loop the many instructions of these functions would use up the compiler's inlining budget on machines with 256 bits,
/// and the rest of the loop would turn into calls: there they are <see cref="Called"/>, but for one Exp of float32 where there is
/// room for it. For the same reason each is written out in one body, and takes its argument by reference: passing 64 bytes by
/// value goes through memory in pieces. Adding 1.5 * 2^23 (2^52) rounds to a whole number, which then stands in the last bits.
/// </remarks>
[SkipLocalsInit]
internal static class Exponential
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>e^x; within 1 ulp, denormal results too.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Exp(in Vector512<float> x)
    {
        // Beyond these everything is infinite or 0; the second operand survives a NaN.
        var bounded = Vector512.MaxNative(Vector512.Create(-104f), Vector512.MinNative(Vector512.Create(89f), x));
        // With twice the exponent's bias on top, the halves of what stands in the last bits are exponents as they are.
        var magic = Vector512.Create(12582912f + 254);
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(1.442695f), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931472f), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(1.9046542E-09f), r);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019845886f), r, Vector512.Create(0.00139406277f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00833338965f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0416663624f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.166666657f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r) + Vector512.Create(1f);
        // 2^n in one instruction or two factors: n reaches -150 and 128, and a denormal result is rounded only once.
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) return Avx512F.Scale(p, n);
        var whole = shifted.AsInt32();
        var half = whole >> 1;
        return p * (half << 23).AsSingle() * ((whole - half) << 23).AsSingle();
    }

    /// <summary>e^x; within 1 ulp, denormal results too.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Exp(in Vector512<double> x)
    {
        var bounded = Vector512.MaxNative(Vector512.Create(-746d), Vector512.MinNative(Vector512.Create(710d), x));
        var magic = Vector512.Create(6755399441055744d);
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), r);
        var p = Power(r);
        var one = Vector512.Create(1d);
        var sum = one + r;
        // one - sum + r is what the sum lost.
        p = sum + Vector512.FusedMultiplyAdd(p, r * r, one - sum + r);
        return Scale(p, shifted, n, magic);
    }

    /// <summary>e^x - 1; within 1 ulp, also near 0.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Expm1(in Vector512<float> x)
    {
        var bounded = Vector512.MaxNative(Vector512.Create(-18f), Vector512.MinNative(Vector512.Create(89f), x));
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(1.442695f), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931472f), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(1.9046542E-09f), r);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019845886f), r, Vector512.Create(0.00139406277f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00833338965f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0416663624f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.166666657f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r);
        // 2 (2^(n-1) (e^r - 1) + 2^(n-1) - 1/2), since 2^128 is no float32.
        var scale = Bits.PowerOfTwo(shifted - Vector512.Create(1f));
        var result = Vector512.FusedMultiplyAdd(scale, p, scale - Vector512.Create(0.5f));
        result += result;
        // Near 0 x itself is right, and -0 and the denormals survive.
        var tiny = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(7.45e-9f));
        return Bits.Select(tiny, x, result);
    }

    /// <summary>e^x - 1; within 1 ulp, also near 0.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Expm1(in Vector512<double> x)
    {
        var bounded = Vector512.MaxNative(Vector512.Create(-40d), Vector512.MinNative(Vector512.Create(710d), x));
        var magic = Vector512.Create(6755399441055744d);
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), bounded);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), first);
        var low = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), first - r);
        // As above, but adding the large parts first: near ln 2 / 2 their sum is smaller than either.
        var scale = Bits.PowerOfTwo(shifted - Vector512.Create(1d));
        var result = Vector512.FusedMultiplyAdd(scale, r, scale - Vector512.Create(0.5));
        result = Vector512.FusedMultiplyAdd(scale, Vector512.FusedMultiplyAdd(Power(r), r * r, low), result);
        result += result;
        var tiny = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1.3e-17));
        return Bits.Select(tiny, x, result);
    }

    /// <summary>P of e^r = 1 + r + r^2 P(r), |r| up to half of ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Power(Vector512<double> r)
    {
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(2.087533553195979e-9), r, Vector512.Create(2.5108978772058378e-8));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.7557402622938866e-7));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.7557244374556463e-6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.480158717256414e-5));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00019841269885965515));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0013888888888962357));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0083333333333216915));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.041666666666666512));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.16666666666666677));
        return Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5));
    }

    /// <summary>
    /// p 2^n, n = shifted - magic from -2000 to 2000, in one instruction or two factors: a denormal result is rounded only once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Scale(
        Vector512<double> p, Vector512<double> shifted, Vector512<double> n, Vector512<double> magic)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) return Avx512F.Scale(p, n);
        var half = Vector512.FusedMultiplyAdd(n, Vector512.Create(0.5), magic);
        return p * Bits.PowerOfTwo(half) * Bits.PowerOfTwo(shifted - (half - magic));
    }
}
