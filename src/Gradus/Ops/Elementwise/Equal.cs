namespace Gradus;

/// <summary>Whether a equals b.</summary>
public readonly struct Equal : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Equal(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class EqualMethods
{
    extension(Tensor a)
    {
        public Tensor Equal(Tensor b) => a.Map<Equal>(b);
    }
}
