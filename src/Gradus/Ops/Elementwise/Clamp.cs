namespace Gradus;

/// <summary>x, but at least low and at most high. At the bounds themselves the gradient flows.</summary>
public readonly struct Clamp : ITernary
{
    public static V Formula<V>(V x, V low, V high) where V : struct, ILanes<V> => V.Min(V.Max(x, low), high);

    public static Tensor? Gradient(int input, Tensor g, Tensor x, Tensor low, Tensor high) => input switch
    {
        0 => g.Where((x >= low) & (x <= high), 0),
        1 => g.Where((x < low) & (low < high), 0),
        _ => g.Where((x > high) | (low > high), 0),
    };
}

public static class ClampMethods
{
    private static Tensor Unbound(Tensor x, int sign) => x.DType switch
    {
        // Casts, because a switch of numbers would make doubles of them all.
        DType.Int32 => (Tensor)(sign < 0 ? int.MinValue : int.MaxValue),
        DType.Int64 => (Tensor)(sign < 0 ? long.MinValue : long.MaxValue),
        _ => sign * double.PositiveInfinity,
    };

    extension(Tensor x)
    {
        /// <summary>x within bounds; a bound left out does not bind.</summary>
        public Tensor Clamp(Tensor? low = null, Tensor? high = null) =>
            x.Map<Clamp>(low ?? Unbound(x, -1), high ?? Unbound(x, 1));
    }
}
