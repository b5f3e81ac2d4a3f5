namespace Gradus;

/// <summary>The angle in [0, pi] whose cosine is x.</summary>
public readonly struct Acos : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => new(-1, 1);

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Acos(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => -g * (1 - x * x).Rsqrt();
}

public static class AcosMethods
{
    extension(Tensor x)
    {
        public Tensor Acos() => x.Map<Acos>();
    }
}
