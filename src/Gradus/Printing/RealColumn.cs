namespace Gradus;

/// <summary>One way to write all the floating-point numbers of a tensor, chosen by PyTorch's rules.</summary>
internal readonly struct RealColumn
{
    private const int Precision = 4;

    private enum Style
    {
        Whole,
        Fixed,
        Scientific,
    }

    private readonly Style style;

    /// <summary>
    /// Zeros, NaN and infinities have no say: neither in the style nor in the width, which they may exceed, as in PyTorch.
    /// </summary>
    public RealColumn(ReadOnlySpan<double> values)
    {
        var (smallest, largest, allWhole) = (double.PositiveInfinity, 0.0, true);
        foreach (var value in values)
        {
            if (!Counts(value)) continue;
            smallest = Math.Min(smallest, Math.Abs(value));
            largest = Math.Max(largest, Math.Abs(value));
            allWhole &= value == Math.Floor(value);
        }
        Width = 1;
        style = Style.Whole;
        if (largest == 0) return;

        var wide = largest / smallest > 1000 || largest > 1e8 || (!allWhole && smallest < 1e-4);
        style = wide ? Style.Scientific : allWhole ? Style.Whole : Style.Fixed;
        foreach (var value in values)
        {
            if (Counts(value)) Width = Math.Max(Width, Unpadded(value).Length);
        }
    }

    /// <summary>Characters that every element takes at least.</summary>
    public int Width { get; }

    public string Text(double value) => Unpadded(value).PadLeft(Width);

    private static bool Counts(double value) => double.IsFinite(value) && value != 0;

    private string Unpadded(double value) => style switch
    {
        Style.Scientific => DecimalText.Scientific(value, Precision),
        Style.Fixed => DecimalText.Fixed(value, Precision),
        _ => DecimalText.Fixed(value, 0) + (double.IsFinite(value) ? "." : ""),
    };
}
