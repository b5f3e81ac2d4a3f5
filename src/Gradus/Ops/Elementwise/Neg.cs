namespace Gradus;

/// <summary>-x.</summary>
public readonly struct Neg : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => -x;

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => -g;
}

public static class NegMethods
{
    extension(Tensor x)
    {
        public Tensor Neg() => x.Map<Neg>();
    }
}
