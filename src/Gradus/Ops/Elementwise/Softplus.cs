namespace Gradus;

/// <summary>log(1 + e^x), a smooth relu; without overflow for large x.</summary>
public readonly struct Softplus : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Max(x, V.Of(0)) + V.Log1p(V.Exp(-V.Abs(x)));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * x.Sigmoid();
}

public static class SoftplusMethods
{
    extension(Tensor x)
    {
        public Tensor Softplus() => x.Map<Softplus>();
    }
}
