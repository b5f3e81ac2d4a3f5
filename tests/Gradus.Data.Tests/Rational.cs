using System.Numerics;

namespace Gradus.Data.Tests;

/// <summary>
/// Fractions of big integers: every double is one, and arithmetic on them is exact. The independent truth for the solver.
/// </summary>
public readonly struct Rational
{
    private readonly BigInteger denominator;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) common = -common;
        Numerator = numerator / common;
        this.denominator = denominator / common;
    }

    public BigInteger Numerator { get; }

    // default(Rational) is 0 / 1.
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public bool IsZero => Numerator.IsZero;

    public static implicit operator Rational(int value) => new(value, 1);

    public static Rational Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0x7FF) throw new ArgumentException($"{value} is no number");
        if (exponent == 0) exponent++;
        else mantissa |= 1L << 52;
        var power = exponent - 1075;
        var signed = value < 0 ? -mantissa : mantissa;
        return power >= 0 ? new Rational(signed * BigInteger.Pow(2, power), 1) : new Rational(signed, BigInteger.Pow(2, -power));
    }

    public static Rational Of(decimal value)
    {
        var parts = decimal.GetBits(value);
        var mantissa = ((BigInteger)(uint)parts[2] << 64) + ((BigInteger)(uint)parts[1] << 32) + (uint)parts[0];
        return new Rational(value < 0 ? -mantissa : mantissa, BigInteger.Pow(10, parts[3] >> 16 & 0xFF));
    }

    public static Rational operator +(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>To about 60 bits, then rounded.</summary>
    public double ToDouble()
    {
        if (IsZero) return 0;
        var shift = 60 - (int)(Numerator.GetBitLength() - Denominator.GetBitLength());
        var scaled = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)(long)scaled, -shift);
    }
}
