namespace Gradus.Bench;

/// <summary>The least and the median of a side's measurements, in the unit of its row.</summary>
internal readonly record struct Timing(double Least, double Median)
{
    public static Timing Of(IEnumerable<double> measurements)
    {
        var sorted = measurements.Order().ToList();
        return new(sorted[0], sorted[sorted.Count / 2]);
    }

    /// <summary>In a unit that is so many times as large.</summary>
    public Timing Per(double unit) => new(Least / unit, Median / unit);
}
