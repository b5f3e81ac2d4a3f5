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
    extension(Tensor x)
    {
        public Tensor Clamp(Tensor low, Tensor high) => x.Map<Clamp>(low, high);
    }
}
