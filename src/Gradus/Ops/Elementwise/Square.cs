namespace Gradus;

/// <summary>x * x.</summary>
public readonly struct Square : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => x * x;

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (2 * x);
}

public static class SquareMethods
{
    extension(Tensor x)
    {
        public Tensor Square() => x.Map<Square>();
    }
}
