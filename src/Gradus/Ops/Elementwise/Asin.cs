namespace Gradus;

/// <summary>The angle in [-pi/2, pi/2] whose sine is x.</summary>
public readonly struct Asin : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => new(-1, 1);

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Asin(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (1 - x * x).Rsqrt();
}

public static class AsinMethods
{
    extension(Tensor x)
    {
        public Tensor Asin() => x.Map<Asin>();
    }
}
