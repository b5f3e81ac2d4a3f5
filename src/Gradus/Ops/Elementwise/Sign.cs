namespace Gradus;

/// <summary>-1, 0 or 1; NaN stays NaN.</summary>
public readonly struct Sign : IUnary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x) where V : struct, ILanes<V> =>
        V.Select(V.Less(x, V.Of(0)), V.Of(-1), V.Select(V.Less(V.Of(0), x), V.Of(1), x));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class SignMethods
{
    extension(Tensor x)
    {
        public Tensor Sign() => x.Map<Sign>();
    }
}
