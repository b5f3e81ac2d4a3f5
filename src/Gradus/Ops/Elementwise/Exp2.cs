namespace Gradus;

/// <summary>2^x.</summary>
public readonly struct Exp2 : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Pow(V.Of(2), x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * y * Math.Log(2);
}

public static class Exp2Methods
{
    extension(Tensor x)
    {
        public Tensor Exp2() => x.Map<Exp2>();
    }
}
