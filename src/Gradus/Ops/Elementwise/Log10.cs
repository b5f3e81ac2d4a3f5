namespace Gradus;

/// <summary>The logarithm to base 10.</summary>
public readonly struct Log10 : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Log(x) * V.Of(1 / Math.Log(10));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / (x * Math.Log(10));
}

public static class Log10Methods
{
    extension(Tensor x)
    {
        public Tensor Log10() => x.Map<Log10>();
    }
}
