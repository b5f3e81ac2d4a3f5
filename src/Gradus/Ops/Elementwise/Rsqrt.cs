namespace Gradus;

/// <summary>1 / sqrt(x).</summary>
public readonly struct Rsqrt : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Of(1) / V.Sqrt(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (-0.5 * y / x);
}

public static class RsqrtMethods
{
    extension(Tensor x)
    {
        public Tensor Rsqrt() => x.Map<Rsqrt>();
    }
}
