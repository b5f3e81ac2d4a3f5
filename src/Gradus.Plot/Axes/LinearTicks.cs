namespace Gradus.Plot;

/// <summary>
/// Ticks at whole multiples of 1, 2 or 5 times a power of ten. A tick is kept as whole number times power of ten, so that its
/// label is exact.
/// </summary>
internal static class LinearTicks
{
    // Labels from 0.001 to 999999 are written out; beyond, a common power of ten is taken out of all of them.
    private const int LeastPlainExponent = -3;
    private const int GreatestPlainExponent = 5;

    /// <summary>At most about <paramref name="most"/> (2 or more) ticks between low and high, both included.</summary>
    public static TickSet Between(double low, double high, int most)
    {
        var (digit, exponent) = NiceStep(high / 2 / most - low / 2 / most);
        var step = digit * PowerOfTen(exponent);
        const double slack = 1e-9; // a limit that is a multiple of the step but for rounding still gets its tick
        var first = (long)Math.Ceiling(low / step - slack);
        var last = (long)Math.Floor(high / step + slack);

        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * digit;
        var magnitude = exponent + Digits(largest) - 1;
        var shift = largest == 0 || magnitude is >= LeastPlainExponent and <= GreatestPlainExponent ? 0 : magnitude;
        // One exponent for all, so every label shows the same decimals: 0.0, 0.5, 1.0.
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
            ticks.Add(new Tick(Value(i * digit, exponent), NumberText.Decimal(i * digit, exponent - shift)));
        return new TickSet(ticks, shift == 0 ? "" : "×" + NumberText.PowerOfTen(shift));
    }

    /// <summary>The least 1, 2 or 5 times a power of ten that is not below half the double of the half step given.</summary>
    private static (int Digit, int Exponent) NiceStep(double halfStep)
    {
        var exponent = (int)Math.Floor(Math.Log10(halfStep) + Math.Log10(2));
        var leading = halfStep / PowerOfTen(exponent) * 2;
        const double slack = 1 + 1e-9;
        return leading switch
        {
            <= 1 * slack => (1, exponent),
            <= 2 * slack => (2, exponent),
            <= 5 * slack => (5, exponent),
            _ => (1, exponent + 1),
        };
    }

    private static int Digits(long number)
    {
        var digits = 1;
        for (; number >= 10; number /= 10) digits++;
        return digits;
    }

    // Dividing by an exact power keeps 3 * 10^-1 at the double nearest 0.3, which multiplying by the inexact 0.1 would miss.
    private static double Value(long mantissa, int exponent)
    {
        if (mantissa == 0) return 0;
        return exponent >= 0 ? mantissa * PowerOfTen(exponent) : mantissa / PowerOfTen(-exponent);
    }

    private static double PowerOfTen(int exponent) => Math.Pow(10, exponent);
}
