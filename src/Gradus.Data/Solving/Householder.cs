namespace Gradus.Data;

/// <summary>
/// The reflection I - tau v v' that turns a column (first, rest) into (value, 0), with v = (1, rest after <see cref="Create"/>).
/// Golub and Van Loan, Matrix Computations, 5.1.
/// </summary>
internal readonly struct Householder
{
    private Householder(double tau, double value)
    {
        Tau = tau;
        Value = value;
    }

    public double Tau { get; }

    /// <summary>
    /// What is left of the column: its length, with the sign opposite to its first element, so that nothing cancels.
    /// </summary>
    public double Value { get; }

    /// <summary>Stores v in <paramref name="rest"/>; tau is 0 when there is nothing to turn.</summary>
    public static Householder Create(double first, Span<double> rest)
    {
        var square = Vectors.Dot(rest, rest);
        if (square == 0) return new Householder(0, first);
        var length = Math.Sqrt(Math.FusedMultiplyAdd(first, first, square));
        var value = first >= 0 ? -length : length;
        Vectors.Scale(rest, 1 / (first - value));
        return new Householder((value - first) / value, value);
    }

    /// <summary>Reflects another column (first, rest) in place.</summary>
    public static void Apply(double tau, ReadOnlySpan<double> v, ref double first, Span<double> rest)
    {
        var step = tau * (first + Vectors.Dot(v, rest));
        first -= step;
        Vectors.AddScaled(rest, -step, v);
    }
}
