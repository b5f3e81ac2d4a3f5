namespace Gradus;

/// <summary>Whether x is infinite.</summary>
public readonly struct IsInf : IUnary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Equal(V.Abs(x), V.Of(double.PositiveInfinity));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class IsInfMethods
{
    extension(Tensor x)
    {
        public Tensor IsInf() => x.Map<IsInf>();
    }
}
