using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// sinh, cosh and tanh: from e^|x|, except near 0 where sinh and tanh are x + x z P(z), z = x^2 (P from minimax.py).
/// </summary>
[SkipLocalsInit]
internal static class Hyperbolic
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization;
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>(e^x - e^-x) / 2; within 2 ulp.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Sinh(in Vector512<double> x)
    {
        var z = x * x;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(7.7587487877073129e-13), z, Vector512.Create(1.605725976873474e-10));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.505212313672928e-8));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.7557319157071802e-6));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.00019841269841431873));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0083333333333331476));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.16666666666666669));
        var near = Vector512.FusedMultiplyAdd(p, z * x, x);

        var half = HalfExp(Vector512.Abs(x));
        var far = (half - Vector512.Create(0.25) / half) | Bits.Sign(x);
        var result = Bits.Select(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1d)), near, far);
        return Bits.Select(Vector512.Equals(x, Vector512<double>.Zero), x, result);
    }

    /// <summary>(e^x + e^-x) / 2; within 1 ulp.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Cosh(in Vector512<double> x)
    {
        var half = HalfExp(Vector512.Abs(x));
        return half + Vector512.Create(0.25) / half;
    }

    /// <summary>The hyperbolic tangent, beyond 0.55 as 1 - 2 / (e^2x + 1); within 2 ulp.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<float> Tanh(in Vector512<float> x)
    {
        // e^20 is large enough that 1 - 2 / (e^20 + 1) rounds to 1; the second operand survives a NaN.
        var size = Vector512.MinNative(Vector512.Create(10f), Vector512.Abs(x));
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(size, Vector512.Create(2.88539f), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931472f), size + size);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(1.9046542E-09f), r);
        var e = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019845886f), r, Vector512.Create(0.00139406277f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.00833338965f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.0416663624f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.166666657f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.5f));
        var one = Vector512.Create(1f);
        e = Vector512.FusedMultiplyAdd(e, r * r, r) + one;
        var far = one - Vector512.Create(2f) / Vector512.FusedMultiplyAdd(e, Bits.PowerOfTwo(shifted), one);

        var z = size * size;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-0.00627423264f), z, Vector512.Create(0.0210716724f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.0538523085f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.13332586f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.333333164f));
        p = Vector512.FusedMultiplyAdd(p, z * size, size);
        return Bits.Select(Vector512.LessThan(size, Vector512.Create(0.55f)), p, far) ^ Bits.Sign(x);
    }

    /// <summary>The hyperbolic tangent, beyond 0.55 as 1 - 2 / (e^2x + 1); within 2 ulp.</summary>
    [MethodImpl(Inlined)]
    public static Vector512<double> Tanh(in Vector512<double> x)
    {
        var size = Vector512.MinNative(Vector512.Create(20d), Vector512.Abs(x));
        var magic = Vector512.Create(6755399441055744d);
        var shifted = Vector512.FusedMultiplyAdd(size, Vector512.Create(2 * 1.4426950408889634), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), size + size);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), r);
        var one = Vector512.Create(1d);
        var e = Vector512.FusedMultiplyAdd(Exponential.Power(r), r * r, r) + one;
        var far = one - Vector512.Create(2d) / Vector512.FusedMultiplyAdd(e, Bits.PowerOfTwo(shifted), one);

        var z = size * size;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-1.9494697009526203e-5), z, Vector512.Create(8.3316464259390737e-5));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.00023338157801547764));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0005884444915750293));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.001455542847138529));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0035920920306627569));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.0088632326014646337));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.02186948838585729));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.053968253963760662));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.13333333333326622));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.33333333333333298));
        p = Vector512.FusedMultiplyAdd(p, z * size, size);
        return Bits.Select(Vector512.LessThan(size, Vector512.Create(0.55)), p, far) ^ Bits.Sign(x);
    }

    /// <summary>e^size / 2, which is finite up to where sinh and cosh are; see <see cref="Exponential"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> HalfExp(Vector512<double> size)
    {
        var bounded = Vector512.MinNative(Vector512.Create(712d), size);
        var magic = Vector512.Create(6755399441055744d);
        var one = Vector512.Create(1d);
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), r);
        var sum = one + r;
        var p = sum + Vector512.FusedMultiplyAdd(Exponential.Power(r), r * r, one - sum + r);
        return Exponential.Scale(p, shifted - one, n - one, magic);
    }
}
