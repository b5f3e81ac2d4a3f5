using Gradus.Graph;

namespace Gradus;

public static class MeanMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The arithmetic mean over the axes given, or all of them; NaN over no elements. Integers give float32.
        /// </summary>
        public Tensor Mean(params ReadOnlySpan<int> axes) => x.Mean(axes, keepDim: false);

        /// <summary>The arithmetic mean. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor Mean(ReadOnlySpan<int> axes, bool keepDim)
        {
            var count = Axes.Count(x.Shape, axes, "Mean");
            var values = x.DType.IsFloating ? x : x.To(DType.Float32);
            return Build.Kept(values.ReducePart<Sum>(axes, keepDim) * (1.0 / count));
        }
    }
}
