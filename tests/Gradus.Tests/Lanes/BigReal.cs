using System.Numerics;

namespace Gradus.Tests.Lanes;

/// <summary>
/// mantissa * 2^exponent with 256 bits (about 77 digits), cut after each operation: the truth that float64 functions are held
/// against.
/// </summary>
internal readonly struct BigReal
{
    private const int Precision = 256;

    public readonly BigInteger Mantissa;
    public readonly int Exponent;

    public BigReal(BigInteger mantissa, int exponent, int precision = Precision)
    {
        var excess = (int)mantissa.GetBitLength() - precision;
        (Mantissa, Exponent) = excess > 0 ? (mantissa >> excess, exponent + excess) : (mantissa, exponent);
    }

    public static implicit operator BigReal(int value) => new(value, 0);

    /// <summary>Exact; infinities and NaN have no BigReal.</summary>
    public static implicit operator BigReal(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), $"{value} is no BigReal.");
        var bits = BitConverter.DoubleToInt64Bits(value);
        var field = (int)(bits >> 52 & 0x7ff);
        var mantissa = (bits & 0xf_ffff_ffff_ffff) | (field > 0 ? 1L << 52 : 0);
        return new(bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1075);
    }

    public int Sign => Mantissa.Sign;

    /// <summary>The exponent of the leading bit: 2^Log2 is at most |this|.</summary>
    public int Log2 => (int)BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    public static BigReal operator +(BigReal a, BigReal b)
    {
        if (a.Sign == 0) return b;
        if (b.Sign == 0) return a;
        if (a.Exponent < b.Exponent) (a, b) = (b, a);
        // Too far apart to matter.
        if (a.Log2 > b.Log2 + 4 * Precision) return a;
        return new((a.Mantissa << (a.Exponent - b.Exponent)) + b.Mantissa, b.Exponent);
    }

    public static BigReal operator -(BigReal a) => new(-a.Mantissa, a.Exponent);
    public static BigReal operator -(BigReal a, BigReal b) => a + -b;
    public static BigReal operator *(BigReal a, BigReal b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    public static BigReal operator /(BigReal a, BigReal b)
    {
        var shift = Precision + (int)b.Mantissa.GetBitLength();
        return new((a.Mantissa << shift) / b.Mantissa, a.Exponent - b.Exponent - shift);
    }

    public static bool operator <(BigReal a, BigReal b) => (a - b).Sign < 0;
    public static bool operator >(BigReal a, BigReal b) => (a - b).Sign > 0;

    public BigReal TimesPowerOfTwo(int power) => new(Mantissa, Exponent + power);

    public BigReal Abs() => new(BigInteger.Abs(Mantissa), Exponent);

    public BigReal Sqrt()
    {
        if (Sign == 0) return this;
        // 2 * Precision bits under an even exponent; then Newton on the integer, from above.
        var shift = 2 * Precision - (int)Mantissa.GetBitLength();
        if ((Exponent - shift) % 2 != 0) shift++;
        var square = shift > 0 ? Mantissa << shift : Mantissa >> -shift;
        var root = BigInteger.One << (Precision + 2);
        while (true)
        {
            var next = (root + square / root) >> 1;
            if (next >= root) break;
            root = next;
        }
        return new(root, (Exponent - shift) / 2);
    }

    /// <summary>Good to a few units of float64, and only within its normal range; for starting values.</summary>
    public double ToDouble()
    {
        var excess = Math.Max(0, (int)Mantissa.GetBitLength() - 60);
        return Math.ScaleB((double)(Mantissa >> excess), Exponent + excess);
    }

    /// <summary>
    /// How far a result is from this truth, in units of the last place of a type with so many bits and so small an exponent. An
    /// overflow to infinity counts as right where the truth rounds to it.
    /// </summary>
    public double UlpsFrom(double result, int bits, int smallestExponent, double largest)
    {
        if (double.IsNaN(result)) return double.PositiveInfinity;
        var place = Math.Max(Sign == 0 ? smallestExponent : Log2, smallestExponent) - (bits - 1);
        if (double.IsInfinity(result))
        {
            var above = (this * Math.Sign(result) - largest).TimesPowerOfTwo(-place);
            return above.Sign > 0 || Log2 > 1100 ? 0 : double.PositiveInfinity;
        }
        return Math.Abs((this - result).TimesPowerOfTwo(-place).ToDouble());
    }

    public double UlpsFrom(double result) => UlpsFrom(result, 53, -1022, double.MaxValue);
}
