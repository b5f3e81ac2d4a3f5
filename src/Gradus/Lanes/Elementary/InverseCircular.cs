using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// asin, acos and atan: the argument is brought near 0, where f(t) = t + t z P(z), z = t^2 (P from minimax.py); the angle of the
/// step there is added in two parts.
/// </summary>
[SkipLocalsInit]
internal static class InverseCircular
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiTail = 6.123233995736766e-17;

    /// <summary>
    /// The angle from -pi/2 to pi/2; within 1 ulp. NaN outside [-1, 1]. Above 1/2 it is pi/2 - 2 asin sqrt((1 - x)/2).
    /// </summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Asin(in Vector512<double> x)
    {
        var size = Vector512.Abs(x);
        var far = Vector512.GreaterThan(size, Vector512.Create(0.5));
        var (t, tail) = Asin(size, far);
        var angle = far & Vector512.Create(HalfPi);
        var angleTail = far & Vector512.Create(HalfPiTail);
        var result = Add(angle, angleTail, Bits.Select(far, -(t + t), t), Bits.Select(far, -(tail + tail), tail));
        return result ^ Bits.Sign(x);
    }

    /// <summary>The angle from 0 to pi; within 1 ulp. NaN outside [-1, 1].</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Acos(in Vector512<double> x)
    {
        var size = Vector512.Abs(x);
        var far = Vector512.GreaterThan(size, Vector512.Create(0.5));
        var (t, tail) = Asin(size, far);
        // 2 t from 0 for x > 1/2, pi - 2 t for x < -1/2, between them pi/2 - t with the sign of x.
        var negative = Vector512.LessThan(x, Vector512<double>.Zero);
        var angle = Bits.Select(far, negative & Vector512.Create(2 * HalfPi), Vector512.Create(HalfPi));
        var angleTail = Bits.Select(far, negative & Vector512.Create(2 * HalfPiTail), Vector512.Create(HalfPiTail));
        var sign = Bits.Sign(Bits.Select(far, x, -x));
        t = Bits.Select(far, t + t, t) ^ sign;
        tail = Bits.Select(far, tail + tail, tail) ^ sign;
        return Add(angle, angleTail, t, tail);
    }

    /// <summary>
    /// The angle from -pi/2 to pi/2; within 1 ulp. Above tan(pi/8) it is pi/4 + atan((x - 1)/(x + 1)), above tan(3 pi/8) pi/2 -
    /// atan(1/x).
    /// </summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Atan(in Vector512<double> x)
    {
        // Beyond 1e300 the angle no longer changes; an infinity would turn into NaN below.
        var size = Vector512.MinNative(Vector512.Create(1e300), Vector512.Abs(x));
        var one = Vector512.Create(1d);
        var far = Vector512.GreaterThan(size, Vector512.Create(2.414213562373095));
        var middle = Vector512.AndNot(Vector512.GreaterThan(size, Vector512.Create(0.41421356237309503)), far);

        var difference = size - one;
        var sum = size + one;
        var above = Bits.Select(far, -one, Bits.Select(middle, difference, size));
        var below = Bits.Select(far, size, Bits.Select(middle, sum, one));
        var inverse = one / below;
        var t = above * inverse;
        // What x - 1, x + 1 and the division lost.
        var rest = Vector512.FusedMultiplyAdd(-t, below, above);
        var lost = Vector512.FusedMultiplyAdd(-t, size - (sum - one), size - (difference + one));
        rest = (rest + (lost & middle)) * inverse;

        var z = t * t;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-0.017890083504576628), z, Vector512.Create(0.038048737874922328));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.050386736096477133));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.058477471081636791));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.066630841634457538));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.076920584300716674));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.090908976550844275));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.11111110779799943));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.14285714280121375));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.19999999999952819));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.33333333333333193));
        var tail = Vector512.FusedMultiplyAdd(p, z * t, rest);
        var angle = (far & Vector512.Create(HalfPi)) | (middle & Vector512.Create(HalfPi / 2));
        var angleTail = (far & Vector512.Create(HalfPiTail)) | (middle & Vector512.Create(HalfPiTail / 2));
        return Add(angle, angleTail, t, tail) ^ Bits.Sign(x);
    }

    /// <summary>asin as t + tail: of the size itself, or of sqrt((1 - size)/2) where it is far from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> T, Vector512<double> Tail) Asin(Vector512<double> size, Vector512<double> far)
    {
        var half = Vector512.Create(0.5);
        var complement = Vector512.FusedMultiplyAdd(size, -half, half);
        var root = Vector512.Sqrt(complement);
        // What the root lost, to first order; at 0 nothing.
        var lost =
            Vector512.FusedMultiplyAdd(-root, root, complement) * half / Vector512.MaxNative(Vector512.Create(1e-300), root);
        var z = Bits.Select(far, complement, size * size);
        var t = Bits.Select(far, root, size);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.032676912981888816), z, Vector512.Create(-0.021077333298527425));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.021763531475186518));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0036830270216833666));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.010786533579103487));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.011397775048768927));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.01398096158701569));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.017351600078333498));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.022372215661199908));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.030381942683579938));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.044642857175121661));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.07499999999970261));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.16666666666666763));
        return (t, Vector512.FusedMultiplyAdd(p, z * t, lost & far));
    }

    /// <summary>angle + t with both tails, the angle being the larger one or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(
        Vector512<double> angle, Vector512<double> angleTail, Vector512<double> t, Vector512<double> tail)
    {
        var head = angle + t;
        return head + (angle - head + t + (angleTail + tail));
    }
}
