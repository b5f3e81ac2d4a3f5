using MathNet.Numerics.LinearAlgebra;
using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>A matrix product, (M, K) by (K, N); an operand may be the transpose of the matrix in memory.</summary>
internal sealed class MatMul(int m, int k, int n) : TimedRow
{
    public MatMul(int size) : this(size, size, size)
    {
    }

    public bool IsLeftTransposed { get; init; }

    public bool IsRightTransposed { get; init; }

    public DType DType { get; init; } = DType.Float32;

    protected override string Title =>
        (m == k && k == n ? $"matmul {n}" : $"matmul ({m}, {k}) x ({k}, {n})")
        + (IsLeftTransposed ? ", left transposed" : "") + (IsRightTransposed ? ", right transposed" : "")
        + (IsFloat64 ? ", float64" : "");

    protected override Work Work => new(
        Bytes: (double)DType.Size * (m * k + k * n + m * n), Flops: 2.0 * m * k * n, IsFloat64: IsFloat64);

    private bool IsFloat64 => DType == DType.Float64;

    private (int Rows, int Columns) LeftShape => IsLeftTransposed ? (k, m) : (m, k);

    private (int Rows, int Columns) RightShape => IsRightTransposed ? (n, k) : (k, n);

    private float[] Left => Numbers.Uniform(m * k, seed: 1);

    private float[] Right => Numbers.Uniform(k * n, seed: 2);

    public override Side Gradus()
    {
        var a = Tensor.From(Left, [LeftShape.Rows, LeftShape.Columns]).To(DType).Realize();
        var b = Tensor.From(Right, [RightShape.Rows, RightShape.Columns]).To(DType).Realize();
        return Side.Of(() => (IsLeftTransposed ? a.T : a).MatMul(IsRightTransposed ? b.T : b));
    }

    public override Side LibTorch()
    {
        var dtype = IsFloat64 ? torch.float64 : torch.float32;
        var a = torch.tensor(Left, [LeftShape.Rows, LeftShape.Columns]).to(dtype);
        var b = torch.tensor(Right, [RightShape.Rows, RightShape.Columns]).to(dtype);
        return Side.Of(() => (IsLeftTransposed ? a.t() : a).matmul(IsRightTransposed ? b.t() : b));
    }

    public override Side NumPy() => Python($"""
        a = uniform({m * k}, 1).reshape({LeftShape}).astype("{DType.Name}"){(IsLeftTransposed ? ".T" : "")}
        b = uniform({k * n}, 2).reshape({RightShape}).astype("{DType.Name}"){(IsRightTransposed ? ".T" : "")}

        def run():
            return a @ b
        """);

    public override Side NumSharp()
    {
        var type = IsFloat64 ? NPTypeCode.Double : NPTypeCode.Single;
        var a = np.array(Left).reshape(LeftShape.Rows, LeftShape.Columns).astype(type);
        var b = np.array(Right).reshape(RightShape.Rows, RightShape.Columns).astype(type);
        return Side.Of(() => np.matmul(IsLeftTransposed ? a.T : a, IsRightTransposed ? b.T : b));
    }

    public override Side? MathNet()
    {
        if (IsFloat64) return null;
        var a = Matrix<float>.Build.DenseOfRowMajor(LeftShape.Rows, LeftShape.Columns, Left);
        var b = Matrix<float>.Build.DenseOfRowMajor(RightShape.Rows, RightShape.Columns, Right);
        if (IsLeftTransposed) return Side.Of(() => a.TransposeThisAndMultiply(b));
        return IsRightTransposed ? Side.Of(() => a.TransposeAndMultiply(b)) : Side.Of(() => a.Multiply(b));
    }
}
