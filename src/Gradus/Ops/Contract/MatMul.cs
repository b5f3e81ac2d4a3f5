using Gradus.Graph;

namespace Gradus;

/// <summary>The matrix product over the last two axes, batched over the others.</summary>
internal sealed class MatMul : ProductOp
{
    public static readonly MatMul Instance = new();

    private MatMul() : base("MatMul")
    {
    }

    public override MapOp Times => BinaryOp<Mul>.Instance;

    public override MapOp TimesPlus => TernaryOp<MultiplyAdd>.Instance;

    public override ReduceOp Plus => ReductionOp<Sum>.Instance;

    public override Tensor Gradient(int input, Tensor cotangent, Node node) => input == 0
        ? cotangent.MatMul(new Tensor(node.Input(1)).T)
        : new Tensor(node.Input(0)).T.MatMul(cotangent);
}

public static class MatMulMethods
{
    extension(Tensor a)
    {
        /// <summary>
        /// The matrix product, with PyTorch's rules: (M, K) by (K, N) gives (M, N); a vector on the left is a row, on the right a
        /// column, and its axis is left out of the result; leading axes are batches and broadcast.
        /// </summary>
        public Tensor MatMul(Tensor b)
        {
            if (a.Rank == 0 || b.Rank == 0) throw Errors.MatMulScalar(a.Shape, b.Shape);
            if (a.Shape[^1] != b.Shape[b.Rank == 1 ? 0 : ^2]) throw Errors.MatMul(a.Shape, b.Shape);
            var dtype = Build.Promote(a.Node, b.Node);
            if (dtype == DType.Bool) throw Errors.BoolArithmetic("MatMul");
            var (left, right) = (a.Rank == 1 ? a.Unsqueeze(0) : a, b.Rank == 1 ? b.Unsqueeze(1) : b);
            Shape shape = [left.Shape[^2], right.Shape[^1]];
            if (left.Rank > 2 || right.Rank > 2)
            {
                Shape leftBatch = Shape.Create(left.Shape.Extents[..^2]), rightBatch = Shape.Create(right.Shape.Extents[..^2]);
                if (Shape.Mismatch(leftBatch, rightBatch) != 0) throw Errors.MatMulBatch(a.Shape, b.Shape);
                var batch = Shape.Broadcast(leftBatch, rightBatch, "MatMul");
                left = left.Expand([.. batch, left.Shape[^2], left.Shape[^1]]);
                right = right.Expand([.. batch, right.Shape[^2], right.Shape[^1]]);
                shape = [.. batch, .. shape];
            }
            var history = (left.NeedsGrad || right.NeedsGrad) && Autograd.IsEnabled;
            Node first = Build.As(left, dtype), second = Build.As(right, dtype);
            var isTurned = shape[^1] == 1 ? first.IsTurned : shape[^2] == 1 && second.IsTurned;
            var product =
                Build.Result(new Node(
                    Gradus.MatMul.Instance, shape, dtype, first, second, isTurned ? Axes.Single(0) : null, history));
            if (a.Rank > 1 && b.Rank > 1) return product;
            return product.Squeeze(b.Rank == 1 ? -1 : -2) is var vector && a.Rank == 1 && b.Rank == 1
                ? vector.Squeeze(-1) : vector;
        }

        /// <summary>The sum of the products of two vectors.</summary>
        public Tensor Dot(Tensor b) =>
            a.Rank == 1 && b.Rank == 1 ? a.MatMul(b) : throw Errors.DotRank(a.Shape, b.Shape);
    }
}
