namespace Gradus;

/// <summary>The hyperbolic tangent.</summary>
public readonly struct Tanh : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Tanh(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (1 - y * y);
}

public static class TanhMethods
{
    extension(Tensor x)
    {
        public Tensor Tanh() => x.Map<Tanh>();
    }
}
