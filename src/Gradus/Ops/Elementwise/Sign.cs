namespace Gradus;

/// <summary>-1, 0 or 1; 0 for NaN, as in PyTorch.</summary>
public readonly struct Sign : IUnary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x) where V : struct, ILanes<V> =>
        V.Select(V.Less(x, V.Of(0)), V.Of(-1), V.Select(V.Less(V.Of(0), x), V.Of(1), V.Of(0)));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class SignMethods
{
    extension(Tensor x)
    {
        public Tensor Sign() => x.Map<Sign>();
    }
}
