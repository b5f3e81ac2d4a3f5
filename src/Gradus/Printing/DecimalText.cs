using System.Globalization;
using System.Numerics;

namespace Gradus;

/// <summary>
/// Decimal text as C and Python write it: the exact binary value rounded once, halves to even. (.NET's "F4" and "E4" take halves
/// away from zero: 0.03125 would read 0.0313 where PyTorch prints 0.0312.)
/// </summary>
internal static class DecimalText
{
    /// <summary>Like C's <c>%.{digits}f</c>.</summary>
    public static string Fixed(double value, int digits)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        var text = RoundedScaled(Math.Abs(value), digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? Sign(value) + text : $"{Sign(value)}{text[..^digits]}.{text[^digits..]}";
    }

    /// <summary>Like C's <c>%.{digits}e</c>: two digits of exponent or more.</summary>
    public static string Scientific(double value, int digits)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        var magnitude = Math.Abs(value);
        var exponent = 0;
        var text = new string('0', digits + 1);
        if (magnitude > 0)
        {
            // The estimate may be one off near a power of ten, and rounding may carry into a new digit: then the length says so.
            exponent = (int)Math.Floor(Math.Log10(magnitude));
            while (true)
            {
                text = RoundedScaled(magnitude, digits - exponent).ToString(CultureInfo.InvariantCulture);
                if (text.Length == digits + 1) break;
                exponent += Math.Sign(text.Length - (digits + 1));
            }
        }
        var fraction = digits == 0 ? "" : "." + text[1..];
        return $"{Sign(value)}{text[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    private static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    /// <summary>magnitude * 10^power to the nearest integer, halves to even.</summary>
    private static BigInteger RoundedScaled(double magnitude, int power)
    {
        var bits = BitConverter.DoubleToUInt64Bits(magnitude);
        var biased = (int)(bits >> 52);
        var fraction = bits & ((1UL << 52) - 1);
        var (significand, exponent) = biased == 0 ? (fraction, -1074) : (fraction | (1UL << 52), biased - 1075);

        BigInteger numerator = significand;
        var denominator = BigInteger.One;
        if (power >= 0) numerator *= BigInteger.Pow(10, power);
        else denominator = BigInteger.Pow(10, -power);
        if (exponent >= 0) numerator <<= exponent;
        else denominator <<= -exponent;

        var (quotient, remainder) = BigInteger.DivRem(numerator, denominator);
        var half = (remainder << 1).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
