using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// x - n pi/2 for any finite x in float64 (Payne and Hanek): x 2/pi is formed modulo 4 with the digits of 2/pi that matter. Of
/// the 192 bits kept, 190 stand after the point and at most 62 cancel (the float64 nearest a multiple of pi/2 is 2^-62 away).
/// </summary>
internal static class CircularReduction
{
    // 64 zeros, then the first 1280 binary digits of 2/pi (floor(2/pi * 2^1280) from mpmath).
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0,
        0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
        0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
        0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
        0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
    ];

    /// <summary>The same with the masked lanes reduced anew; NaN where x is not finite.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Vector512<float> R, Vector512<float> Low, Vector512<int> Quarter) Replace(
        in Vector512<float> x, in Vector512<float> mask, int turns,
        Vector512<float> r, Vector512<float> low, Vector512<int> quarter)
    {
        for (var i = 0; i < Vector512<float>.Count; i++)
        {
            if (mask.AsInt32()[i] == 0) continue;
            var (head, tail, n) = Reduce(x[i]);
            var rounded = (float)head;
            r = r.WithElement(i, rounded);
            low = low.WithElement(i, (float)(head - rounded + tail));
            quarter = quarter.WithElement(i, n + turns);
        }
        return (r, low, quarter);
    }

    /// <summary>The same with the masked lanes reduced anew; NaN where x is not finite.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Vector512<double> R, Vector512<double> Low, Vector512<long> Quarter) Replace(
        in Vector512<double> x, in Vector512<double> mask, int turns,
        Vector512<double> r, Vector512<double> low, Vector512<long> quarter)
    {
        for (var i = 0; i < Vector512<double>.Count; i++)
        {
            if (mask.AsInt64()[i] == 0) continue;
            var (head, tail, n) = Reduce(x[i]);
            r = r.WithElement(i, head);
            low = low.WithElement(i, tail);
            quarter = quarter.WithElement(i, n + turns);
        }
        return (r, low, quarter);
    }

    /// <summary>x = n pi/2 + head + tail with |head| up to pi/4, for |x| from 2^-1 up; the last two bits of n.</summary>
    public static (double Head, double Tail, int N) Reduce(double x)
    {
        if (!double.IsFinite(x)) return (double.NaN, double.NaN, 0);
        var bits = BitConverter.DoubleToUInt64Bits(x);
        // |x| = mantissa 2^exponent, so digit j of 2/pi counts mantissa 2^(exponent - j): a multiple of 4 up to j = exponent -
        // 2.
        var mantissa = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
        var exponent = (int)(bits >> 52 & 0x7ff) - 1075;
        var start = exponent + 62;
        var (high, middle, last) = (Digits(start), Digits(start + 64), Digits(start + 128));

        // mantissa * digits modulo 2^192: two bits of quarter turns, then the fraction.
        var c = mantissa * last;
        var carry = Math.BigMul(mantissa, last, out _);
        var upper = Math.BigMul(mantissa, middle, out var b);
        b += carry;
        var a = mantissa * high + upper + (b < carry ? 1UL : 0);
        var quarters = (int)(a >> 62);
        (a, b, c) = (a << 2 | b >> 62, b << 2 | c >> 62, c << 2);
        // A fraction from 1/2 up belongs below the next quarter.
        var negative = a >> 63 == 1;
        if (negative)
        {
            quarters++;
            (a, b, c) = (~a, ~b, ~c);
        }
        var (head, tail) = TimesHalfPi(a, b, c);
        var minus = negative != x < 0;
        return (minus ? -head : head, minus ? -tail : tail, x < 0 ? -quarters & 3 : quarters & 3);
    }

    /// <summary>64 digits from place start on, counted from 0.</summary>
    private static ulong Digits(int start)
    {
        var (word, shift) = (start >> 6, start & 63);
        return shift == 0 ? TwoOverPi[word] : TwoOverPi[word] << shift | TwoOverPi[word + 1] >> (64 - shift);
    }

    /// <summary>The fraction a, b, c (64 bits each) times pi/2 as a sum of two.</summary>
    private static (double Head, double Tail) TimesHalfPi(ulong a, ulong b, ulong c)
    {
        var exponent = 0;
        for (; a == 0 && exponent < 128; exponent += 64) (a, b, c) = (b, c, 0);
        var zeros = (int)ulong.LeadingZeroCount(a);
        if (zeros is > 0 and < 64) (a, b) = (a << zeros | b >> (64 - zeros), b << zeros | c >> (64 - zeros));
        // 53 bits, then the next 64, each an exact or once rounded float64.
        var head = (a >> 11) * Math.ScaleB(1, -53 - exponent - zeros);
        var tail = (a << 53 | b >> 11) * Math.ScaleB(1, -117 - exponent - zeros);
        const double halfPi = 1.5707963267948966, halfPiTail = 6.123233995736766e-17;
        var product = head * halfPi;
        var rest = Math.FusedMultiplyAdd(head, halfPi, -product) + (head * halfPiTail + tail * halfPi);
        var sum = product + rest;
        return (sum, product - sum + rest);
    }
}
