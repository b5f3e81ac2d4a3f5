namespace Gradus;

/// <summary>Whether x is neither infinite nor NaN.</summary>
public readonly struct IsFinite : IUnary
{
    public static ResultKind Result => ResultKind.Bool;

    // Also right for integers, which infinity cannot be compared with.
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Equal(x - x, V.Of(0));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class IsFiniteMethods
{
    extension(Tensor x)
    {
        public Tensor IsFinite() => x.Map<IsFinite>();
    }
}
