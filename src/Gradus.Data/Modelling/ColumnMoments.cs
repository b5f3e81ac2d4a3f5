namespace Gradus.Data;

/// <summary>
/// Mean and spread of a column that comes in blocks, without cancellation (Chan, Golub and LeVeque, 1979) and without overflow:
/// everything is kept divided by a power of two that is above the largest value.
/// </summary>
internal struct ColumnMoments
{
    private const int Lowest = -1000;

    private double mean;
    private double squares;
    private double smallest;
    private double largest;
    private int exponent;

    public long Count { get; private set; }

    public readonly double Mean => IsConstant ? smallest : Math.ScaleB(mean, exponent);

    /// <summary>The population standard deviation.</summary>
    public readonly double Deviation => IsConstant ? 0 : Math.ScaleB(Math.Sqrt(squares / Count), exponent);

    /// <summary>The sum of squared deviations from the mean, in units of 4^<see cref="Exponent"/>.</summary>
    public readonly double ScaledSquares => IsConstant ? 0 : squares;

    public readonly int Exponent => exponent;

    /// <summary>Whether all values are the same, which a sum of squares spoiled by rounding cannot tell.</summary>
    public readonly bool IsConstant => !(smallest < largest);

    public void Add(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return;
        Rescale(Vectors.LargestMagnitude(values));
        var scale = Math.ScaleB(1, -exponent);
        var (low, high, sum) = (values[0], values[0], 0.0);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value * scale;
        }
        (smallest, largest) = Count == 0 ? (low, high) : (Math.Min(smallest, low), Math.Max(largest, high));
        var center = sum / values.Length;
        var (spread, rest) = (0.0, 0.0);
        foreach (var value in values)
        {
            var difference = value * scale - center;
            spread += difference * difference;
            rest += difference;
        }
        // What rounding has left in the sum of the differences corrects the mean and the spread.
        center += rest / values.Length;
        spread -= rest * rest / values.Length;
        var before = Count;
        Count += values.Length;
        var step = center - mean;
        mean += step * values.Length / Count;
        squares += spread + step * step * ((double)before * values.Length / Count);
    }

    private void Rescale(double magnitude)
    {
        if (magnitude == 0) return;
        var needed = Math.Clamp(Math.ILogB(magnitude) + 1, Lowest, -Lowest);
        if (Count > 0 && needed <= exponent) return;
        mean = Math.ScaleB(mean, exponent - needed);
        squares = Math.ScaleB(squares, 2 * (exponent - needed));
        exponent = needed;
    }
}
