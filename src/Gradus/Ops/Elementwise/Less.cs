namespace Gradus;

/// <summary>Whether a is below b.</summary>
public readonly struct Less : IBinary
{
    public static ResultKind Result => ResultKind.Bool;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Less(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class LessMethods
{
    extension(Tensor a)
    {
        public Tensor Less(Tensor b) => a.Map<Less>(b);
    }
}
