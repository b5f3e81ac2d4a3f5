namespace Gradus.Plot;

/// <summary>The least and the greatest of the values seen so far.</summary>
internal struct Extent()
{
    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public readonly bool IsEmpty => Min > Max;

    public void Include(double value)
    {
        if (value < Min) Min = value;
        if (value > Max) Max = value;
    }

    public void Include(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsFinite(value)) Include(value);
    }
}
