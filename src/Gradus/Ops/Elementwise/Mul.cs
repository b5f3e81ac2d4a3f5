namespace Gradus;

/// <summary>a * b.</summary>
public readonly struct Mul : IBinary
{
    public static bool IsCommutative => true;

    public static double RightIdentity => 1;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => a * b;

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * b;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => g * a;
}

public static class MulMethods
{
    extension(Tensor a)
    {
        public Tensor Mul(Tensor b) => a.DType == DType.Bool && b.DType == DType.Bool ? a.LogicalAnd(b) : a.Map<Mul>(b);
    }
}
