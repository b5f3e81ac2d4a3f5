namespace Gradus;

/// <summary>Whether a differs from b.</summary>
public readonly struct NotEqual : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Not(V.Equal(a, b));

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class NotEqualMethods
{
    extension(Tensor a)
    {
        public Tensor NotEqual(Tensor b) => a.Map<NotEqual>(b);
    }
}
