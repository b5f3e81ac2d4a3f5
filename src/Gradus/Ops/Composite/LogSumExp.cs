namespace Gradus;

public static class LogSumExpMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// log(sum(e^x)) over the axes, from differences to the largest element, so that nothing overflows. Integers give
        /// float32.
        /// </summary>
        public Tensor LogSumExp(params ReadOnlySpan<int> axes) => x.LogSumExp(axes, keepDim: false);

        /// <summary>log(sum(e^x)). With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor LogSumExp(ReadOnlySpan<int> axes, bool keepDim)
        {
            axes = Graph.Axes.Normalize(axes, x.Shape, "LogSumExp");
            if (!x.DType.IsFloating) x = x.To(DType.Float32);
            // There is no largest of nothing; the logarithm of an empty sum is minus infinity.
            if (x.Elements == 0) return x.Exp().Sum(axes, keepDim).Log();
            var largest = x.Detach().Max(axes, keepDim: true);
            // An infinite largest element is the result itself; subtracting it would give NaN.
            var shift = largest.Where(largest.IsFinite(), 0);
            var result = (x - shift).Exp().Sum(axes, keepDim: true).Log() + shift;
            return keepDim ? result : result.Reshape(Graph.Axes.Drop(x.Shape, axes));
        }
    }
}
