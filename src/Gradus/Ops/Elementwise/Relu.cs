namespace Gradus;

/// <summary>max(x, 0).</summary>
public readonly struct Relu : IUnary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Max(x, V.Of(0));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g.Where(x > 0, 0);
}

public static class ReluMethods
{
    extension(Tensor x)
    {
        public Tensor Relu() => x.Map<Relu>();
    }
}
