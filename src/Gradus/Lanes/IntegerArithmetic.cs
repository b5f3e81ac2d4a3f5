using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>Division and powers of integer vectors, which no vector unit has.</summary>
internal static class IntegerArithmetic
{
    /// <summary>
    /// The truncated quotient, exact through float64: a quotient of 32-bit integers that is not whole is at least 1/|b| from a
    /// whole number, farther than half a unit in the last place of a/b. 0 where b is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Divide(Vector512<int> a, Vector512<int> b)
    {
        var (aLow, aHigh) = ToDouble(a);
        var (bLow, bHigh) = ToDouble(b);
        var quotient = Bits.Narrow(ToLong(aLow / bLow), ToLong(aHigh / bHigh));
        return Vector512.AndNot(quotient, Vector512.Equals(b, Vector512<int>.Zero));
    }

    /// <summary>The truncated quotient; wraps for MinValue / -1; 0 where b is 0.</summary>
    public static Vector512<long> Divide(Vector512<long> a, Vector512<long> b)
    {
        var result = a;
        for (var i = 0; i < Vector512<long>.Count; i++)
        {
            // -1 apart: the processor traps on MinValue / -1.
            var quotient = b[i] switch { 0 => 0, -1 => unchecked(-a[i]), var divisor => a[i] / divisor };
            result = result.WithElement(i, quotient);
        }
        return result;
    }

    /// <summary>
    /// Repeated squaring, wrapping. A negative exponent gives the truncated value: 1 for base 1, +-1 for base -1, else 0 (also
    /// for base 0, as division by zero does).
    /// </summary>
    public static Vector512<T> Power<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged
    {
        var one = Vector512<T>.One;
        var zero = Vector512<T>.Zero;
        var result = one;
        var square = x;
        for (var rest = Vector512.Max(y, zero); rest != zero; rest >>= 1)
        {
            result = Vector512.ConditionalSelect(Vector512.Equals(rest & one, one), result * square, result);
            square *= square;
        }
        var sign = Vector512.ConditionalSelect(Vector512.Equals(y & one, one), x, one);
        var unit = Vector512.Equals(x, one) | Vector512.Equals(x, -one);
        var negative = Vector512.ConditionalSelect(unit, sign, zero);
        return Vector512.ConditionalSelect(Vector512.LessThan(y, zero), negative, result);
    }

    // A 32-bit integer with its sign bit flipped, put into the last bits of 2^52, is the float64 2^52 + 2^31 + value.
    private const ulong TwoTo52 = 0x4330_0000_0000_0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) ToDouble(Vector512<int> value)
    {
        var (low, high) = Vector512.Widen(value.AsUInt32() ^ Vector512.Create(0x8000_0000u));
        var exponent = Vector512.Create(TwoTo52);
        var offset = Vector512.Create(4503599627370496.0 + 2147483648.0);
        return ((low | exponent).AsDouble() - offset, (high | exponent).AsDouble() - offset);
    }

    // The truncated quotient added to 1.5 * 2^52 leaves its two's complement in the last 32 bits, so 2^31 wraps.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> ToLong(Vector512<double> quotient)
        => (Vector512.Truncate(quotient) + Vector512.Create(6755399441055744.0)).AsInt64();
}
