namespace Gradus;

/// <summary>The product; bool and int32 are multiplied in int64.</summary>
public readonly struct Prod : IReduction
{
    public static ResultKind Result => ResultKind.Wide;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(1);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => a * b;

    // The product of all others: y / x, except beside zeros. With one zero only that element has a gradient; with two, none has.
    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes)
    {
        var isZero = x.Equal(0);
        var zeros = isZero.Sum(axes, keepDim: true);
        var nonZero = x.Where(!isZero, 1);
        var others = nonZero.Prod(axes, keepDim: true);
        return g * (zeros.Equal(0).Select(others / nonZero, isZero.Select(others, 0).Where(zeros.Equal(1), 0)));
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
