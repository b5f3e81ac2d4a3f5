namespace Gradus.Bench;

/// <summary>What is compared of a side's result: its sum, and one with weights that notices a wrong order.</summary>
/// <param name="Sum">Of all numbers.</param>
/// <param name="Weighted">Of all numbers, each times the fraction of its place (from 1) times the golden ratio.</param>
/// <param name="Size">Of the absolute values: the scale of the other two.</param>
internal readonly record struct Checksum(double Sum, double Weighted, double Size)
{
    private const double Golden = 0.6180339887498949;

    public static Checksum Of(ReadOnlySpan<float> values)
    {
        var total = default(Checksum);
        for (var i = 0; i < values.Length; i++) total = total.With(values[i], i + 1);
        return total;
    }

    public static Checksum Of(ReadOnlySpan<double> values)
    {
        var total = default(Checksum);
        for (var i = 0; i < values.Length; i++) total = total.With(values[i], i + 1);
        return total;
    }

    /// <summary>Whether both sums differ by no more than the fraction of their scale; never where there is a NaN.</summary>
    public bool Agrees(Checksum other, double tolerance) =>
        Math.Abs(Sum - other.Sum) <= tolerance * Size && Math.Abs(Weighted - other.Weighted) <= tolerance * Size;

    private Checksum With(double value, double place)
    {
        var turns = place * Golden;
        return new(Sum + value, Weighted + value * (turns - Math.Floor(turns)), Size + Math.Abs(value));
    }
}
