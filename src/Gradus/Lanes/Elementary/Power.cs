using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// x^y = e^(y log |x|) with the logarithm in two parts, good to 2^-63 of itself: y log |x| reaches 745, and its absolute error
/// becomes the relative error of the result. The special values are those of C's pow (IEEE 754-2019, 9.2.1).
/// </summary>
[SkipLocalsInit]
internal static class Power
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>x to the power y; within 1 ulp, and exact where the result is a float64.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Pow(in Vector512<double> x, in Vector512<double> y)
    {
        var infinity = Vector512.Create(double.PositiveInfinity);
        var size = Vector512.Abs(x);
        var log = Log(size, out var logTail);
        log = Bits.Select(Vector512.Equals(size, Vector512<double>.Zero), -infinity, log);
        log = Bits.Select(Vector512.LessThan(size, infinity), log, size);
        var power = Exp(log, logTail, y);

        return Specials(x, y, power);
    }

    /// <summary>x to the power y; half an ulp, since the logarithm and the exponential of float64 leave 2^-46.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<float> Pow(in Vector512<float> x, in Vector512<float> y)
    {
        var (low, high) = Vector512.Widen(Vector512.Abs(x));
        var (lowY, highY) = Vector512.Widen(y);
        low = Exponential.Exp(Logarithm.Log(low) * lowY);
        high = Exponential.Exp(Logarithm.Log(high) * highY);
        return Specials(x, y, Bits.Narrow(low, high));
    }

    /// <summary>
    /// Sets right what |x|^y, which is 0 or infinite where |x| is, does not know: negative bases, and where the result is 1.
    /// </summary>
    [MethodImpl(Kernel)]
    private static Vector512<T> Specials<T>(in Vector512<T> x, in Vector512<T> y, in Vector512<T> power) where T : unmanaged
    {
        var one = Vector512<T>.One;
        var zero = Vector512<T>.Zero;
        var infinity = Lanes<T>.Of(double.PositiveInfinity).Value;
        var size = Vector512.Abs(x);
        // A negative base: NaN unless y is whole, and the sign of x if y is odd. Large y, infinity too, are even.
        var whole = Vector512.Equals(Lanes<T>.Truncate(new(y)).Value, y);
        var halfY = y * Lanes<T>.Of(0.5).Value;
        var odd = Vector512.AndNot(whole, Vector512.Equals(Lanes<T>.Truncate(new(halfY)).Value, halfY));
        var result = power | (odd & (x ^ size));
        var undefined = Vector512.AndNot(Vector512.LessThan(x, zero) & Vector512.LessThan(size, infinity), whole);
        result |= undefined & Lanes<T>.Of(double.NaN).Value;
        // 1^y = x^0 = 1 even for NaN, and (-1)^(+-infinity) = 1.
        var unit = Vector512.Equals(y, zero) | Vector512.Equals(x, one)
            | (Vector512.Equals(size, one) & Vector512.Equals(Vector512.Abs(y), infinity));
        return Bits.Select(unit, one, result);
    }

    /// <summary>
    /// log of a positive size in two parts, returned and rest; see <see cref="Logarithm"/>. Meaningless at 0, infinity and NaN.
    /// </summary>
    [MethodImpl(Kernel)]
    private static Vector512<double> Log(in Vector512<double> size, out Vector512<double> rest)
    {
        var one = Vector512.Create(1d);
        var denormal = Vector512.LessThan(size, Vector512.Create(2.2250738585072014e-308));
        var normal = Bits.Select(denormal, size * Vector512.Create(4503599627370496d), size);
        var fromRoot = normal.AsInt64() - Vector512.Create(0x3fe6a09e667f3bcd);
        var k = Logarithm.Exponent(fromRoot) - (denormal & Vector512.Create(52d));
        var m = (normal.AsInt64() - (fromRoot & Vector512.Create(-4503599627370496L))).AsDouble();
        var f = m - one;
        // s = f / (m + 1) in two parts.
        var sum = m + one;
        var inverse = one / sum;
        var s = f * inverse;
        var remainder = Vector512.FusedMultiplyAdd(-s, sum, f);
        var sTail = Vector512.FusedMultiplyAdd(-s, m - (sum - one), remainder) * inverse;
        // z = s^2 in two parts; log m = s (2 + z (2/3 + z P(z))).
        var z = s * s;
        var zTail = Vector512.FusedMultiplyAdd(s + s, sTail, Vector512.FusedMultiplyAdd(s, s, -z));
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.11988856926526045), z, Vector512.Create(0.11674837245735803));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.13336316496886086));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.15384556894943066));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.18181818869964006));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.2222222221753932));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.28571428571445101));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.3999999999999998));
        var twoThirds = Vector512.Create(0.6666666666666666);
        var a = Vector512.FusedMultiplyAdd(p, z, twoThirds);
        var aTail = Vector512.FusedMultiplyAdd(p, z, twoThirds - a) + Vector512.Create(3.700743415417188e-17);
        var b = z * a;
        var bTail = Vector512.FusedMultiplyAdd(z, a, -b);
        bTail = Vector512.FusedMultiplyAdd(z, aTail, bTail);
        bTail = Vector512.FusedMultiplyAdd(zTail, a, bTail);
        var two = Vector512.Create(2d);
        var c = two + b;
        var cTail = two - c + b + bTail;
        var log = s * c;
        var tail = Vector512.FusedMultiplyAdd(s, c, -log);
        tail = Vector512.FusedMultiplyAdd(s, cTail, tail);
        tail = Vector512.FusedMultiplyAdd(sTail, c, tail);
        // k ln 2, whose first part has 42 bits, so that k times it is exact; it is 0 or larger than log m.
        var steps = k * Vector512.Create(0.6931471805598903);
        var whole = steps + log;
        tail += steps - whole + log;
        rest = Vector512.FusedMultiplyAdd(k, Vector512.Create(5.497923018708371e-14), tail);
        return whole;
    }

    /// <summary>e^(y (log + tail)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> log, Vector512<double> tail, Vector512<double> y)
    {
        var product = y * log;
        var rest = Vector512.FusedMultiplyAdd(y, tail, Vector512.FusedMultiplyAdd(y, log, -product));
        // Beyond +-800 all is 0 or infinite, and infinities have left NaN in the rest.
        rest &= Vector512.LessThan(Vector512.Abs(product), Vector512.Create(800d));
        product = Vector512.MaxNative(Vector512.Create(-800d), Vector512.MinNative(Vector512.Create(800d), product));
        var magic = Vector512.Create(6755399441055744d);
        var one = Vector512.Create(1d);
        var shifted = Vector512.FusedMultiplyAdd(product, Vector512.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.6931471805599453), product);
        rest = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996E-17), rest);
        var r = first + rest;
        rest = first - r + rest;
        var sum = one + r;
        // e^rest = 1 + rest.
        rest = one - sum + r + Vector512.FusedMultiplyAdd(rest, r, rest);
        var p = sum + Vector512.FusedMultiplyAdd(Exponential.Power(r), r * r, rest);
        return Exponential.Scale(p, shifted, n, magic);
    }
}
