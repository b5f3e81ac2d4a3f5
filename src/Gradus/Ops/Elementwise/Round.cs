namespace Gradus;

/// <summary>The nearest integer, halves to even.</summary>
public readonly struct Round : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Round(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class RoundMethods
{
    extension(Tensor x)
    {
        public Tensor Round() => x.Map<Round>();
    }
}
