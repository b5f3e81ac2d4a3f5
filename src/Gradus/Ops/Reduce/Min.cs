namespace Gradus;

/// <summary>The smallest; NaN if there is one. Equal ones share the gradient.</summary>
public readonly struct Min : IReduction
{
    public static bool AllowsEmpty => false;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(double.PositiveInfinity);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Min(a, b);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => ShareAmongEqual.Of(g, x, y, axes);
}

public static class MinMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The smallest; NaN if there is one. Equal ones share the gradient. Over the axes given, or all of them.
        /// </summary>
        public Tensor Min(params ReadOnlySpan<int> axes) => x.Reduce<Min>(axes);

        /// <summary>
        /// The smallest; NaN if there is one. Equal ones share the gradient. With <paramref name="keepDim"/> the reduced axes
        /// stay, with extent 1.
        /// </summary>
        public Tensor Min(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<Min>(axes, keepDim);
    }
}
