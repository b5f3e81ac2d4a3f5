using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// sin, cos and tan: x = n pi/2 + r with |r| up to pi/4, r in two parts; then sin r = r + r z P(z) or cos r = 1 - z/2 + z^2
/// P(z), z = r^2, P from minimax.py, by the last bits of n.
/// </summary>
/// <remarks>
/// pi/2 = c1 + c2 + c3 (Cody and Waite): c1 has all bits of the type and x - n c1 is exact, since it is a multiple of x's or
/// c1's last bit below 1; c2 is so short that n c2 is exact. The rare lanes that this cannot reduce, huge or too near a multiple
/// of pi/2, go through <see cref="CircularReduction"/> one by one.
/// </remarks>
[SkipLocalsInit]
internal static class Circular
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>sin(x + turns pi/2): the sine for 0, the cosine for 1; within 1 ulp for every finite x, NaN else.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<float> Sin(in Vector512<float> x, int turns)
    {
        var magic = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(0.63661975f), magic);
        var n = shifted - magic;
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.5707963705062866f), x);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(4.377216100692749e-08f), first);
        var low = Vector512.FusedMultiplyAdd(n, Vector512.Create(4.377216100692749e-08f), first - r);
        low = Vector512.FusedMultiplyAdd(n, Vector512.Create(-6.07710062827671e-11f), low);
        var quarter = shifted.AsInt32() + Vector512.Create(turns);
        var near = Vector512.LessThan(Vector512.Abs(r), Vector512.Abs(n) * Vector512.Create(9.3e-10f));
        var hard = near | ~Vector512.LessThan(Vector512.Abs(x), Vector512.Create(65536f));
        if (Bits.Any(hard)) (r, low, quarter) = CircularReduction.Replace(x, hard, turns, r, low, quarter);
        // n c3 reaches 2^-18, too large for the first-order corrections below.
        var sum = r + low;
        low = r - sum + low;
        r = sum;

        var z = r * r;
        var s = Vector512.FusedMultiplyAdd(Vector512.Create(-0.000195087428f), z, Vector512.Create(0.0083321128f));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-0.166666538f));
        s = r + Vector512.FusedMultiplyAdd(s, z * r, low);
        var c = Vector512.FusedMultiplyAdd(Vector512.Create(2.44312068e-5f), z, Vector512.Create(-0.0013887306f));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(0.0416666456f));
        c = Vector512.FusedMultiplyAdd(c, z * z, -(r * low));
        c += Vector512.FusedMultiplyAdd(z, Vector512.Create(-0.5f), Vector512.Create(1f));
        var one = Vector512.Create(1);
        var result = Bits.Select(Vector512.Equals(quarter & one, one).AsSingle(), c, s);
        result ^= Bits.Sign((quarter << 30).AsSingle());
        // sin -0 = -0; r is 0 only there, and cos 0 is no sine.
        return turns == 0 ? Bits.Select(Vector512.Equals(x, Vector512<float>.Zero), x, result) : result;
    }

    /// <summary>sin(x + turns pi/2): the sine for 0, the cosine for 1; within 1 ulp for every finite x, NaN else.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Sin(in Vector512<double> x, int turns)
    {
        Reduce(x, turns, out var r, out var low, out var quarter);
        var z = r * r;
        var s = r + SinTail(r, low, z);
        var (head, tail) = Cos(r, low, z);
        var one = Vector512.Create(1L);
        var result = Bits.Select(Vector512.Equals(quarter & one, one).AsDouble(), head + tail, s);
        result ^= Bits.Sign((quarter << 62).AsDouble());
        return turns == 0 ? Bits.Select(Vector512.Equals(x, Vector512<double>.Zero), x, result) : result;
    }

    /// <summary>The tangent, within 1 ulp for every finite x: sin r / cos r or -cos r / sin r, both in two parts.</summary>
    [MethodImpl(Kernel)]
    public static Vector512<double> Tan(in Vector512<double> x)
    {
        Reduce(x, 0, out var r, out var low, out var quarter);
        var z = r * r;
        var sinTail = SinTail(r, low, z);
        var (cosHead, cosTail) = Cos(r, low, z);
        var sin = r + sinTail;
        sinTail = r - sin + sinTail;
        var cos = cosHead + cosTail;
        cosTail = cosHead - cos + cosTail;

        var one = Vector512.Create(1L);
        var odd = Vector512.Equals(quarter & one, one).AsDouble();
        var above = Bits.Select(odd, -cos, sin);
        var aboveTail = Bits.Select(odd, -cosTail, sinTail);
        var below = Bits.Select(odd, sin, cos);
        var belowTail = Bits.Select(odd, sinTail, cosTail);
        var inverse = Vector512.Create(1d) / below;
        var quotient = above * inverse;
        // What the quotient and the tails leave over, to first order.
        var rest = Vector512.FusedMultiplyAdd(-quotient, below, above);
        rest = Vector512.FusedMultiplyAdd(-quotient, belowTail, rest + aboveTail);
        var result = Vector512.FusedMultiplyAdd(rest, inverse, quotient);
        return Bits.Select(Vector512.Equals(x, Vector512<double>.Zero), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(
        in Vector512<double> x, int turns, out Vector512<double> r, out Vector512<double> low, out Vector512<long> quarter)
    {
        var magic = Vector512.Create(6755399441055744d);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(0.6366197723675814), magic);
        var n = shifted - magic;
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.5707963267948966), x);
        var head = Vector512.FusedMultiplyAdd(n, Vector512.Create(-6.12323399667708e-17), first);
        var tail = Vector512.FusedMultiplyAdd(n, Vector512.Create(-6.12323399667708e-17), first - head);
        tail = Vector512.FusedMultiplyAdd(n, Vector512.Create(9.403137205957857e-27), tail);
        var whole = shifted.AsInt64() + Vector512.Create((long)turns);
        var near = Vector512.LessThan(Vector512.Abs(head), Vector512.Abs(n) * Vector512.Create(8.3e-25));
        var hard = near | ~Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1048576d));
        if (Bits.Any(hard)) (head, tail, whole) = CircularReduction.Replace(x, hard, turns, head, tail, whole);
        (r, low, quarter) = (head, tail, whole);
    }

    /// <summary>sin(r + low) - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinTail(Vector512<double> r, Vector512<double> low, Vector512<double> z)
    {
        var s =
            Vector512.FusedMultiplyAdd(Vector512.Create(1.5892961456528015e-10), z, Vector512.Create(-2.5050692471243986e-8));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(2.7557313275997865e-6));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-0.00019841269828618733));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(0.0083333333333209404));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-0.16666666666666627));
        // The slope of the sine at r is 1 - z/2 near enough.
        return Vector512.FusedMultiplyAdd(s, z * r, Vector512.FusedMultiplyAdd(z * Vector512.Create(-0.5), low, low));
    }

    /// <summary>cos(r + low) as a sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Head, Vector512<double> Tail) Cos(
        Vector512<double> r, Vector512<double> low, Vector512<double> z)
    {
        var c =
            Vector512.FusedMultiplyAdd(Vector512.Create(-1.1357448130168468e-11), z, Vector512.Create(2.0875681868710231e-9));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-2.7557314056490907e-7));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(2.4801587288491766e-5));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-0.0013888888888872598));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(0.041666666666666588));
        var one = Vector512.Create(1d);
        var half = Vector512.Create(0.5);
        var head = Vector512.FusedMultiplyAdd(z, -half, one);
        // What the head lost, and what z lost: r^2 = z + (r r - z).
        var lost = Vector512.FusedMultiplyAdd(z, -half, one - head);
        var square = Vector512.FusedMultiplyAdd(r, r, -z);
        lost = Vector512.FusedMultiplyAdd(square, -half, lost) - r * low;
        return (head, Vector512.FusedMultiplyAdd(c, z * z, lost));
    }
}
