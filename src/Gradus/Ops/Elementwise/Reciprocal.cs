namespace Gradus;

/// <summary>1 / x.</summary>
public readonly struct Reciprocal : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Of(1) / x;

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => -g * y * y;
}

public static class ReciprocalMethods
{
    extension(Tensor x)
    {
        public Tensor Reciprocal() => x.Map<Reciprocal>();
    }
}
