namespace Gradus;

/// <summary>1 / (1 + e^-x), the logistic function.</summary>
public readonly struct Sigmoid : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Of(1) / (V.Of(1) + V.Exp(-x));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * y * (1 - y);
}

public static class SigmoidMethods
{
    extension(Tensor x)
    {
        public Tensor Sigmoid() => x.Map<Sigmoid>();
    }
}
