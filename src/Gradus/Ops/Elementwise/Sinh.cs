namespace Gradus;

/// <summary>The hyperbolic sine.</summary>
public readonly struct Sinh : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Sinh(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * x.Cosh();
}

public static class SinhMethods
{
    extension(Tensor x)
    {
        public Tensor Sinh() => x.Map<Sinh>();
    }
}
