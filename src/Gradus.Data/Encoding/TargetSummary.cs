namespace Gradus.Data;

/// <summary>What has to be known about a target before it is explained.</summary>
internal sealed class TargetSummary
{
    private const int Enough = 3;

    private readonly SortedSet<double> distinct = [];

    /// <summary>The smallest up to three different values met first, ascending.</summary>
    public IReadOnlyList<double> Distinct => [.. distinct];

    public double Smallest { get; private set; } = double.PositiveInfinity;

    public double LargestMagnitude { get; private set; }

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Smallest = Math.Min(Smallest, value);
            if (distinct.Count < Enough) distinct.Add(value);
        }
        LargestMagnitude = Math.Max(LargestMagnitude, Vectors.LargestMagnitude(values));
    }
}
