namespace Gradus;

/// <summary>a + b.</summary>
public readonly struct Add : IBinary
{
    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => a + b;

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => g;
}

public static class AddMethods
{
    extension(Tensor a)
    {
        public Tensor Add(Tensor b) => a.DType == DType.Bool && b.DType == DType.Bool ? a.LogicalOr(b) : a.Map<Add>(b);
    }
}
