namespace Gradus;

/// <summary>
/// An interval on the real line; with <paramref name="Exclude"/>, one point inside where the function is not smooth.
/// </summary>
public readonly record struct Domain(double Low, double High, double? Exclude = null)
{
    public static Domain Real => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Domain Positive => new(0, double.PositiveInfinity);

    /// <summary>Everywhere but at 0.</summary>
    public static Domain NonZero => Real with { Exclude = 0 };

    public override string ToString()
    {
        var set = (double.IsInfinity(Low), double.IsInfinity(High)) switch
        {
            (true, true) => "all x",
            (false, true) => $"x > {Low}",
            (true, false) => $"x < {High}",
            _ => $"{Low} < x < {High}",
        };
        return Exclude is { } point ? (set == "all x" ? $"x != {point}" : $"{set}, x != {point}") : set;
    }
}
