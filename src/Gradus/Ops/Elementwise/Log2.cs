namespace Gradus;

/// <summary>The logarithm to base 2.</summary>
public readonly struct Log2 : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Log(x) * V.Of(1 / Math.Log(2));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / (x * Math.Log(2));
}

public static class Log2Methods
{
    extension(Tensor x)
    {
        public Tensor Log2() => x.Map<Log2>();
    }
}
