namespace Gradus;

/// <summary>Whether a is at most b.</summary>
public readonly struct LessEqual : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.LessOrEqual(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class LessEqualMethods
{
    extension(Tensor a)
    {
        public Tensor LessEqual(Tensor b) => a.Map<LessEqual>(b);
    }
}
