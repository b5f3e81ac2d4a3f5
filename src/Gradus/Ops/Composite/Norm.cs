namespace Gradus;

public static class NormMethods
{
    extension(Tensor x)
    {
        /// <summary>The Euclidean norm over the axes given, or all of them: sqrt(sum(x^2)). Its gradient at 0 is 0.</summary>
        public Tensor Norm(params ReadOnlySpan<int> axes) => x.Norm(axes, keepDim: false);

        /// <summary>The Euclidean norm. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor Norm(ReadOnlySpan<int> axes, bool keepDim)
        {
            axes = Graph.Axes.Normalize(axes, x.Shape, "Norm");
            // Squares of integers would overflow.
            var squares = (x.DType.IsFloating ? x : x.To(DType.Float32)).Square().Sum(axes, keepDim);
            var isZero = squares.Detach().Equal(0);
            // Where the norm is 0 the root is taken of 1, whose slope is finite, and the result put back to 0.
            return squares.Where(!isZero, 1).Sqrt().Where(!isZero, 0);
        }
    }
}
