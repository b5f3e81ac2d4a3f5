namespace Gradus;

/// <summary>The natural logarithm.</summary>
public readonly struct Log : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Log(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / x;
}

public static class LogMethods
{
    extension(Tensor x)
    {
        public Tensor Log() => x.Map<Log>();
    }
}
