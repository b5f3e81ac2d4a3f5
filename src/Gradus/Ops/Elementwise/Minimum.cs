namespace Gradus;

/// <summary>The smaller one; NaN if either is NaN. Equal inputs share the gradient.</summary>
public readonly struct Minimum : IBinary
{
    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Min(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * Share(a, b);

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => g * Share(b, a);

    // 1 where the first one wins, a half where they are equal.
    private static Tensor Share(Tensor winner, Tensor other) =>
        ((winner < other).To(winner.DType) + (winner <= other).To(winner.DType)) * 0.5;
}

public static class MinimumMethods
{
    extension(Tensor a)
    {
        public Tensor Minimum(Tensor b) =>
            a.DType == DType.Bool && b.DType == DType.Bool ? a.LogicalAnd(b) : a.Map<Minimum>(b);
    }
}
