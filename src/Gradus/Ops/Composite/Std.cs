namespace Gradus;

public static class StdMethods
{
    extension(Tensor x)
    {
        /// <summary>The standard deviation over the axes given, or all of them, from the count less one.</summary>
        public Tensor Std(params ReadOnlySpan<int> axes) => x.Std(axes, keepDim: false);

        /// <summary>The standard deviation, from the count less <paramref name="correction"/>.</summary>
        public Tensor Std(ReadOnlySpan<int> axes, bool keepDim = false, int correction = 1)
        {
            if (!x.DType.IsFloating) throw Errors.FloatingExpected("Std", x.DType);
            var count = Graph.Axes.Count(x.Shape, axes, "Std");
            // The norm of the differences, whose gradient is 0 where all elements are equal; a root of the variance has none
            // there.
            return VarMethods.Centred(x, axes).Norm(axes, keepDim) * (1 / Math.Sqrt(Math.Max(0.0, count - correction)));
        }
    }
}
