namespace Gradus.Plot;

/// <summary>
/// Ticks of a logarithmic axis: decades with minor ticks at 2 to 9 between; inside a decade or two, 1-2-5 or even steps.
/// </summary>
internal static class LogarithmicTicks
{
    private const int MostDecadesWithMinors = 12;
    private const int MostDecadesMarked = 50;
    private const int LeastEvenDecade = -300;
    private const double Slack = 1e-9; // a limit that is a power of ten but for rounding still gets its tick

    /// <summary>
    /// Ticks between the decimal logarithms low and high, at most about <paramref name="most"/> labelled ones.
    /// </summary>
    public static TickSet Between(double low, double high, int most)
    {
        var (first, last) = ((int)Math.Ceiling(low - Slack), (int)Math.Floor(high + Slack));
        return last > first ? Decades(low, high, most) : InsideDecades(low, high, most);
    }

    private static TickSet Decades(double low, double high, int most)
    {
        var (first, last) = ((int)Math.Ceiling(low - Slack), (int)Math.Floor(high + Slack));
        var step = 1;
        for (var turn = 0; (last - first) / step + 1 > most; turn++)
            step = turn % 3 == 1 ? step / 2 * 5 : step * 2; // 1, 2, 5, 10, 20, 50, ...
        var ticks = new List<Tick>();
        for (var exponent = first - 1; exponent <= last; exponent++)
        {
            var isLabelled = exponent % step == 0; // multiples of the step, so that 10⁰ is among them
            if (exponent >= first && (isLabelled || last - first <= MostDecadesMarked))
                ticks.Add(new Tick(Power(exponent), isLabelled ? NumberText.PowerOfTen(exponent) : ""));
            if (step > 1 || last - first > MostDecadesWithMinors) continue;
            for (var digit = 2; digit < 10; digit++)
                if (IsBetween(low, high, digit, exponent)) ticks.Add(new Tick(digit * Power(exponent), ""));
        }
        return new TickSet(ticks, "");
    }

    private static TickSet InsideDecades(double low, double high, int most)
    {
        var ticks = new List<Tick>();
        var labelled = 0;
        for (var exponent = (int)Math.Floor(low); exponent <= (int)Math.Floor(high); exponent++)
        {
            for (var digit = 1; digit < 10; digit++)
            {
                if (!IsBetween(low, high, digit, exponent)) continue;
                var isLabelled = digit is 1 or 2 or 5;
                ticks.Add(new Tick(digit * Power(exponent), isLabelled ? Label(digit, exponent) : ""));
                if (isLabelled) labelled++;
            }
        }
        // Even steps would need a finer number than doubles have near the least of them.
        if (labelled >= 3 || low < LeastEvenDecade) return new TickSet(ticks, "");
        return LinearTicks.Between(Math.Pow(10, low), Math.Min(Math.Pow(10, high), double.MaxValue), most);
    }

    private static bool IsBetween(double low, double high, int digit, int exponent)
    {
        var place = Math.Log10(digit) + exponent;
        return place >= low - Slack && place <= high + Slack && double.IsNormal(Power(exponent));
    }

    private static string Label(int digit, int exponent) =>
        exponent is >= -4 and <= 5 ? NumberText.Decimal(digit, exponent) : $"{digit}×{NumberText.PowerOfTen(exponent)}";

    private static double Power(int exponent) => Math.Pow(10, exponent);
}
