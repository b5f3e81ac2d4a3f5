namespace Gradus;

/// <summary>Whether x is not a number.</summary>
public readonly struct IsNaN : IUnary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Not(V.Equal(x, x));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class IsNaNMethods
{
    extension(Tensor x)
    {
        public Tensor IsNaN() => x.Map<IsNaN>();
    }
}
