namespace Gradus;

/// <summary>log(1 / (1 + e^-x)), without overflow for large negative x.</summary>
public readonly struct LogSigmoid : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Min(x, V.Of(0)) - V.Log1p(V.Exp(-V.Abs(x)));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (-x).Sigmoid();
}

public static class LogSigmoidMethods
{
    extension(Tensor x)
    {
        public Tensor LogSigmoid() => x.Map<LogSigmoid>();
    }
}
