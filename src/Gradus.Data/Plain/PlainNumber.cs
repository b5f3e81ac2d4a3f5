using System.Globalization;

namespace Gradus.Data;

/// <summary>Reads a number in its place in a text.</summary>
internal static unsafe class PlainNumber
{
    private const int MostDigits = 19;
    private const ulong LargestExact = 1UL << 53;

    /// <summary>Powers of ten that are doubles without rounding.</summary>
    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ];

    /// <summary>
    /// Reads digits with a point and an exponent, correctly rounded, and moves behind them. False, and nothing moved, where there
    /// is no such number.
    /// </summary>
    /// <param name="position">In a text that ends in something else than a digit.</param>
    public static bool TryRead(ref byte* position, out double value)
    {
        var p = position;
        var isNegative = *p == '-';
        if (isNegative) p++;
        var mantissa = 0UL;
        var first = p;
        for (uint digit; (digit = (uint)(*p - '0')) <= 9; p++) mantissa = mantissa * 10 + digit;
        var digits = (int)(p - first);
        var exponent = 0;
        if (*p == '.')
        {
            var point = ++p;
            for (uint digit; (digit = (uint)(*p - '0')) <= 9; p++) mantissa = mantissa * 10 + digit;
            exponent = (int)(point - p);
            digits -= exponent;
        }
        value = 0;
        if (digits == 0) return false;
        if ((*p | 0x20) == 'e' && !TryReadExponent(ref p, ref exponent)) return false;
        // Both numbers are exact, so that the one operation rounds as it should (Clinger, 1990).
        if (digits <= MostDigits && mantissa <= LargestExact && Math.Abs(exponent) < Powers.Length)
        {
            value = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
            if (isNegative) value = -value;
        }
        else
            value = double.Parse(
                new ReadOnlySpan<byte>(position, (int)(p - position)), NumberStyles.Float, CultureInfo.InvariantCulture);
        position = p;
        return true;
    }

    private static bool TryReadExponent(ref byte* p, ref int exponent)
    {
        var q = p + 1;
        var isNegative = *q == '-';
        if (isNegative || *q == '+') q++;
        var first = q;
        var power = 0;
        for (uint digit; (digit = (uint)(*q - '0')) <= 9; q++) power = Math.Min(power * 10 + (int)digit, 100_000);
        if (q == first) return false;
        exponent += isNegative ? -power : power;
        p = q;
        return true;
    }
}
