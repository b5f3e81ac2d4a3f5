namespace Gradus.Data;

/// <summary>
/// Mean and sum of squared deviations in one pass, without the cancellation of sum(x^2) - n mean^2 (Welford, 1962).
/// </summary>
internal struct Moments
{
    private double smallest = double.PositiveInfinity;
    private double largest = double.NegativeInfinity;

    public Moments() { }

    public long Count { get; private set; }

    public double Mean { get; private set; }

    public double SumOfSquares { get; private set; }

    /// <summary>Whether all values are the same, which a sum of squares spoiled by rounding cannot tell.</summary>
    public readonly bool IsConstant => !(smallest < largest);

    public void Add(double value)
    {
        Count++;
        var before = value - Mean;
        Mean += before / Count;
        SumOfSquares += before * (value - Mean);
        smallest = Math.Min(smallest, value);
        largest = Math.Max(largest, value);
    }
}
