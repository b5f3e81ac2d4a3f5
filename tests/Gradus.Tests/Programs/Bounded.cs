namespace Gradus.Tests.Programs;

/// <summary>
/// The numbers of a node in real arithmetic (doubles), and for each how far a right implementation in the node's dtype may be off.
/// An infinite error means that nothing can be said: the number is huge, undefined or at a jump.
/// </summary>
internal sealed class Bounded(double[] values, double[] errors)
{
    public readonly double[] Values = values;
    public readonly double[] Errors = errors;

    public Bounded(int count) : this(new double[count], new double[count])
    {
    }

    public int Count => Values.Length;

    /// <summary>The elements at the indices.</summary>
    public Bounded At(int[] indices) => new(
        Array.ConvertAll(indices, index => Values[index]), Array.ConvertAll(indices, index => Errors[index]));

    /// <summary>Rounds the errors up for what the dtype cannot hold; what is out of its range has no bound.</summary>
    public Bounded In(DType dtype)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            if (!double.IsFinite(Values[i]) || !double.IsFinite(Errors[i]) || Math.Abs(Values[i]) + Errors[i] > Largest(dtype))
                Errors[i] = double.PositiveInfinity;
        }
        return this;
    }

    // Integers of 32 bits wrap around and floats overflow; doubles can follow neither, nor integers beyond 2^53.
    private static double Largest(DType dtype) => dtype switch
    {
        DType.Float32 => 1e37,
        DType.Float64 => 1e300,
        DType.Int32 => int.MaxValue,
        DType.Int64 => 1L << 52,
        _ => 1,
    };

    /// <summary>Half a unit in the last place, relative.</summary>
    public static double UnitRoundoff(DType dtype) => dtype switch
    {
        DType.Float32 => 1.0 / (1 << 24),
        DType.Float64 => 1.0 / (1L << 53),
        _ => 0,
    };

    /// <summary>What rounding to a denormal number may lose besides.</summary>
    public static double Underflow(DType dtype) => dtype switch
    {
        DType.Float32 => float.Epsilon / 2.0,
        DType.Float64 => double.Epsilon,
        _ => 0,
    };
}
