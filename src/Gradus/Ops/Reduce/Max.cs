namespace Gradus;

/// <summary>The largest; NaN if there is one. Equal ones share the gradient.</summary>
public readonly struct Max : IReduction
{
    public static bool AllowsEmpty => false;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(double.NegativeInfinity);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Max(a, b);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => ShareAmongEqual.Of(g, x, y, axes);
}

public static class MaxMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The largest; NaN if there is one. Equal ones share the gradient. Over the axes given, or all of them.
        /// </summary>
        public Tensor Max(params ReadOnlySpan<int> axes) => x.Reduce<Max>(axes);

        /// <summary>
        /// The largest; NaN if there is one. Equal ones share the gradient. With <paramref name="keepDim"/> the reduced axes
        /// stay, with extent 1.
        /// </summary>
        public Tensor Max(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<Max>(axes, keepDim);
    }
}
