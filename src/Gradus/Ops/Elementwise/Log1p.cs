namespace Gradus;

/// <summary>log(1 + x), accurate near 0.</summary>
public readonly struct Log1p : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => new(-1, double.PositiveInfinity);

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Log1p(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / (x + 1);
}

public static class Log1pMethods
{
    extension(Tensor x)
    {
        public Tensor Log1p() => x.Map<Log1p>();
    }
}
