namespace Gradus;

/// <summary>The smallest integer not below x.</summary>
public readonly struct Ceil : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Ceiling(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class CeilMethods
{
    extension(Tensor x)
    {
        public Tensor Ceil() => x.Map<Ceil>();
    }
}
