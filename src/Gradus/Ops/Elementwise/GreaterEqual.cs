namespace Gradus;

/// <summary>Whether a is at least b.</summary>
public readonly struct GreaterEqual : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.LessOrEqual(b, a);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class GreaterEqualMethods
{
    extension(Tensor a)
    {
        public Tensor GreaterEqual(Tensor b) => a.Map<GreaterEqual>(b);
    }
}
