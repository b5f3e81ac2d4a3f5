namespace Gradus;

/// <summary>e^x - 1, accurate near 0.</summary>
public readonly struct Expm1 : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Expm1(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (y + 1);
}

public static class Expm1Methods
{
    extension(Tensor x)
    {
        public Tensor Expm1() => x.Map<Expm1>();
    }
}
