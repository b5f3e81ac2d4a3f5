namespace Gradus;

/// <summary>Whether a is above b.</summary>
public readonly struct Greater : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Less(b, a);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class GreaterMethods
{
    extension(Tensor a)
    {
        public Tensor Greater(Tensor b) => a.Map<Greater>(b);
    }
}
