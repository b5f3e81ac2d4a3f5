namespace Gradus;

/// <summary>The product; bool and int32 are multiplied in int64.</summary>
public readonly struct Prod : IReduction
{
    public static ResultKind Result => ResultKind.Wide;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(1);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => a * b;

    // The product of all others: y / x, except beside zeros. A zero that is a factor is left in, as a sum of zeros, so that the
    // gradient of this one is right as well; where there are more, nothing moves.
    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes)
    {
        var isZero = x.Equal(0);
        var zeros = isZero.Sum(axes, keepDim: true);
        Tensor nonZero = x.Where(!isZero, 1), zero = x.Where(isZero, 0);
        Tensor product = nonZero.Prod(axes, keepDim: true), sum = zero.Sum(axes, keepDim: true);
        var otherZeros = zeros - isZero.To(DType.Int64);
        var others = isZero.Select(product, product / nonZero);
        return g * others * otherZeros.Equal(0).Select(1, (sum - zero).Where(otherZeros.Equal(1), 0));
    }
}

public static class ProdMethods
{
    extension(Tensor x)
    {
        /// <summary>The product over the axes given, or all of them.</summary>
        public Tensor Prod(params ReadOnlySpan<int> axes) => x.Reduce<Prod>(axes);

        /// <summary>The product. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor Prod(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<Prod>(axes, keepDim);
    }
}
