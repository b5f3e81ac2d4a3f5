using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// erf x = x + x P(x^2) up to 1 and 1 - erfc x above, where erfc x is e^P(x - 1) in float32 and e^(-x^2) P((x - 3)/(x + 3)) in
/// float64; P from minimax.py.
/// </summary>
[SkipLocalsInit]
internal static class ErrorFunction
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>2/sqrt(pi) times the integral of e^(-t^2) from 0 to x; within 1 ulp.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Erf(in Vector512<float> x)
    {
        // erf 4 rounds to 1; the second operand survives a NaN.
        var size = Vector512.MinNative(Vector512.Create(4f), Vector512.Abs(x));
        var z = size * size;
        var near = Vector512.FusedMultiplyAdd(Vector512.Create(7.85386583e-5f), z, Vector512.Create(-0.000801019487f));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.00518832775f));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-0.0268538129f));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.112835854f));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-0.37612626f));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.128379166f));
        near = Vector512.FusedMultiplyAdd(near, size, size);

        var one = Vector512.Create(1f);
        var u = size - one;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-2.16866993e-5f), u, Vector512.Create(0.000289527612f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.00201196573f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(0.0100464514f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.0415634811f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.843107104f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-2.63896751f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-1.84960556f));
        // e^p as in Exponential, p from -19 to 1.
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(p, Vector512.Create(1.442695f), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931472f), p);
        var e = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019845886f), r, Vector512.Create(0.00139406277f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.00833338965f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.0416663624f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.166666657f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.5f));
        e = Vector512.FusedMultiplyAdd(e, r * r, r) + one;
        var far = Vector512.FusedMultiplyAdd(e, -Bits.PowerOfTwo(shifted), one);
        return Bits.Select(Vector512.LessThan(size, one), near, far) ^ Bits.Sign(x);
    }

    /// <summary>2/sqrt(pi) times the integral of e^(-t^2) from 0 to x; within 1 ulp.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Erf(in Vector512<double> x)
    {
        // erf 6 rounds to 1; the second operand survives a NaN.
        var size = Vector512.MinNative(Vector512.Create(6d), Vector512.Abs(x));
        var z = size * size;
        var near =
            Vector512.FusedMultiplyAdd(Vector512.Create(5.945260943418192e-11), z, Vector512.Create(-1.1365665640696456e-9));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(1.465787980460001e-8));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-1.6350025224627627e-7));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(1.6460972817998303e-6));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-1.4925593507003938e-5));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.00012055331036906684));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-0.00085483269787424649));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.0052239776247808723));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-0.026866170645072896));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.11283791670954857));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(-0.37612638903183748));
        near = Vector512.FusedMultiplyAdd(near, z, Vector512.Create(0.12837916709551259));
        near = Vector512.FusedMultiplyAdd(near, size, size);

        var three = Vector512.Create(3d);
        var t = (size - three) / (size + three);
        var p =
            Vector512.FusedMultiplyAdd(Vector512.Create(-6.5794100700631924e-6), t, Vector512.Create(-6.4409736094744978e-6));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(7.1624010347451117e-5));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(5.0218549163821635e-5));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.00059500008574060693));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.00070830554532398172));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.0042692327261440333));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.024392489969061799));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.071665837440481578));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.15011593654565916));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.24560380170781065));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.32623356004316262));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.17900115118139001));
        // e^-z as in Exponential, z from 0 to 36.
        var magic = Vector512.Create(6755399441055744d);
        var shifted = Vector512.FusedMultiplyAdd(z, Vector512.Create(-1.4426950408889634), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), -z);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), r);
        var one = Vector512.Create(1d);
        var e = Vector512.FusedMultiplyAdd(Exponential.Power(r), r * r, r) + one;
        var far = Vector512.FusedMultiplyAdd(p, -e * Bits.PowerOfTwo(shifted), one);
        return Bits.Select(Vector512.LessThan(size, one), near, far) ^ Bits.Sign(x);
    }
}
