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
            if (!x.DType.IsFloating) x = x.To(DType.Float32);
            // There is no largest of nothing.
            if (x.Elements == 0) return x.Square().Sum(axes, keepDim).Sqrt();
            var scale = Scale(x, axes);
            var squares = (x * scale).Square().Sum(axes, keepDim: true);
            var isZero = squares.Detach().Equal(0);
            // Where the norm is 0 the root is taken of 1, whose slope is finite, and the result put back to 0.
            var norm = (squares.Where(!isZero, 1).Sqrt() / scale).Where(!isZero, 0);
            return keepDim ? norm : norm.Reshape(Graph.Axes.Drop(x.Shape, axes));
        }
    }

    // Three scales are enough (Blue, A portable Fortran program to find the Euclidean norm of a vector, 1978): powers of two, so
    // that numbers whose squares are within the range keep every bit of their norm.
    private static Tensor Scale(Tensor x, ReadOnlySpan<int> axes)
    {
        var (small, up, large, down) = x.DType == DType.Float64 ? (-300, 600, 300, -600) : (-50, 90, 40, -80);
        var largest = x.Detach().Abs().Max(axes, keepDim: true);
        var one = Tensor.OnesLike(largest);
        var scale = one.Where(largest >= Math.ScaleB(1, small), Math.ScaleB(1, up));
        return scale.Where(largest <= Math.ScaleB(1, large), Math.ScaleB(1, down));
    }
}
