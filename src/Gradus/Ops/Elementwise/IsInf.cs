namespace Gradus;

/// <summary>Whether x is infinite.</summary>
public readonly struct IsInf : IUnary
{
    public static ResultKind Result => ResultKind.Bool;

    // Infinity less itself is NaN; of integers the difference is always 0, and infinity has no place among them.
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.And(V.Equal(x, x), V.Not(V.Equal(x - x, V.Of(0))));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class IsInfMethods
{
    extension(Tensor x)
    {
        public Tensor IsInf() => x.Map<IsInf>();
    }
}
