namespace Gradus;

/// <summary>The cosine of x in radians.</summary>
public readonly struct Cos : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Cos(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => -g * x.Sin();
}

public static class CosMethods
{
    extension(Tensor x)
    {
        public Tensor Cos() => x.Map<Cos>();
    }
}
