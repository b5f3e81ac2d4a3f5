namespace Gradus.Plot;

/// <summary>
/// What part of the number line an axis shows. <see cref="Low"/> and <see cref="High"/> are values, or on a logarithmic scale
/// the decimal logarithms of the values; Low is always below High.
/// </summary>
internal readonly record struct Scale(double Low, double High, bool IsLogarithmic)
{
    // Below this an extent is taken for a single value: ticks could not tell its ends apart in 15 digits.
    private const double LeastRelativeSpan = 1e-12;
    private const double LeastSpan = 1e-303;

    // Of the least and the greatest positive double: no tick can stand beyond.
    private static readonly double LeastLogarithm = Math.Log10(double.Epsilon);
    private static readonly double GreatestLogarithm = Math.Log10(double.MaxValue);

    public static bool CanShow(double value, bool logarithmic) => double.IsFinite(value) && (!logarithmic || value > 0);

    /// <summary>Shows all that was seen, and <paramref name="margin"/> (a share of the extent) more at both ends.</summary>
    public static Scale Around(Extent seen, bool logarithmic, double margin)
    {
        if (seen.IsEmpty) return new Scale(0, 1, logarithmic);
        if (logarithmic)
        {
            var (from, to) = (Math.Log10(seen.Min), Math.Log10(seen.Max));
            var more = to - from < LeastRelativeSpan ? 0.5 : (to - from) * margin;
            return new Scale(Math.Max(from - more, LeastLogarithm), Math.Min(to + more, GreatestLogarithm), true);
        }
        var (low, high) = Widen(seen.Min, seen.Max);
        if (low != seen.Min) return new Scale(low, high, false);
        var extra = (high / 2 - low / 2) * (2 * margin); // halves first: the full span of doubles overflows
        return new Scale(Math.Max(low - extra, -double.MaxValue), Math.Min(high + extra, double.MaxValue), false);
    }

    /// <summary>Shows exactly the limits asked for.</summary>
    public static Scale Between(double min, double max, bool logarithmic)
    {
        if (logarithmic) return new Scale(Math.Log10(min), Math.Log10(max), true);
        var (low, high) = Widen(min, max);
        return new Scale(low, high, false);
    }

    /// <summary>Where the value lies between the ends: 0 at Low, 1 at High.</summary>
    public double Share(double value)
    {
        if (IsLogarithmic) value = Math.Log10(value);
        return (value / 2 - Low / 2) / (High / 2 - Low / 2);
    }

    private static (double Low, double High) Widen(double low, double high)
    {
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high / 2 - low / 2 > Math.Max(size * LeastRelativeSpan, LeastSpan)) return (low, high);
        var center = low / 2 + high / 2;
        var around = size > LeastSpan * 100 ? size / 10 : 1;
        return (Math.Max(center - around, -double.MaxValue), Math.Min(center + around, double.MaxValue));
    }
}
