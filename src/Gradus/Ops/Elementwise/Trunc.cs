namespace Gradus;

/// <summary>x without its fraction.</summary>
public readonly struct Trunc : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Truncate(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class TruncMethods
{
    extension(Tensor x)
    {
        public Tensor Trunc() => x.Map<Trunc>();
    }
}
