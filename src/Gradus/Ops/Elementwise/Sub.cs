namespace Gradus;

/// <summary>a - b.</summary>
public readonly struct Sub : IBinary
{
    public static double RightIdentity => 0;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => a - b;

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => -g;
}

public static class SubMethods
{
    extension(Tensor a)
    {
        public Tensor Sub(Tensor b) => a.Map<Sub>(b);
    }
}
