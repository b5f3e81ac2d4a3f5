namespace Gradus;

/// <summary>The square root.</summary>
public readonly struct Sqrt : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Sqrt(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / (2 * y);
}

public static class SqrtMethods
{
    extension(Tensor x)
    {
        public Tensor Sqrt() => x.Map<Sqrt>();
    }
}
