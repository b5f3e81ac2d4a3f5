using Gradus;

namespace UserOps;

/// <summary>The largest size: the norm of order infinity.</summary>
public readonly struct MaxAbs : IReduction
{
    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(0);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Max(V.Abs(a), V.Abs(b));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes)
    {
        var isLargest = x.Abs().Equal(y).To(x.DType);
        return g * isLargest * x.Sign() / isLargest.Sum(axes, keepDim: true);
    }
}

public static class MaxAbsMethods
{
    extension(Tensor x)
    {
        public Tensor MaxAbs(params ReadOnlySpan<int> axes) => x.Reduce<MaxAbs>(axes);
    }
}
