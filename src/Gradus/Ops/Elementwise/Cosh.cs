namespace Gradus;

/// <summary>The hyperbolic cosine.</summary>
public readonly struct Cosh : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Cosh(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * x.Sinh();
}

public static class CoshMethods
{
    extension(Tensor x)
    {
        public Tensor Cosh() => x.Map<Cosh>();
    }
}
