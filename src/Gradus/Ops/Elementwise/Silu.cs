namespace Gradus;

/// <summary>x / (1 + e^-x), also called swish.</summary>
public readonly struct Silu : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => x / (V.Of(1) + V.Exp(-x));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (x.Sigmoid() + y * (1 - x.Sigmoid()));
}

public static class SiluMethods
{
    extension(Tensor x)
    {
        public Tensor Silu() => x.Map<Silu>();
    }
}
