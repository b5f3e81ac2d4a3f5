namespace Gradus;

public static class VarMethods
{
    extension(Tensor x)
    {
        /// <summary>The variance over the axes given, or all of them, divided by the count less one.</summary>
        public Tensor Var(params ReadOnlySpan<int> axes) => x.Var(axes, keepDim: false);

        /// <summary>
        /// The variance, from the differences to the mean (so that a large mean costs no digits), divided by the
        /// count less <paramref name="correction"/>: 1 for the unbiased estimate, 0 for the population's.
        /// </summary>
        public Tensor Var(ReadOnlySpan<int> axes, bool keepDim = false, int correction = 1)
        {
            if (!x.DType.IsFloating) throw Errors.FloatingExpected("Var", x.DType);
            var count = Graph.Axes.Count(x.Shape, axes, "Var");
            return Centred(x, axes).Square().Sum(axes, keepDim) * (1 / Math.Max(0.0, count - correction));
        }
    }

    /// <summary>
    /// The differences to the mean. A mean of large numbers is rounded; the mean of the differences to it is small, and says how
    /// far off it was.
    /// </summary>
    internal static Tensor Centred(Tensor x, ReadOnlySpan<int> axes)
    {
        // The gradient is the same whatever was subtracted first.
        var shifted = x - x.Detach().Mean(axes, keepDim: true);
        return shifted - shifted.Mean(axes, keepDim: true);
    }
}
