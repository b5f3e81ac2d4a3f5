using MathNet.Numerics.LinearAlgebra;
using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>The transpose of a square matrix, as an array of its own in row-major order.</summary>
internal sealed class TransposeCopy(int size) : TimedRow
{
    protected override string Title => $"transpose copy ({size}, {size})";

    protected override Work Work => new(Bytes: 8.0 * size * size);

    private float[] X => Numbers.Uniform(size * size, seed: 1);

    public override Side Gradus()
    {
        var x = Tensor.From(X, [size, size]);
        return Side.Of(() => x.T);
    }

    public override Side LibTorch()
    {
        var x = torch.tensor(X, [size, size]);
        return Side.Of(() => x.t().contiguous());
    }

    public override Side NumPy() => Python($"""
        x = uniform({size * size}, 1).reshape({size}, {size})

        def run():
            return numpy.ascontiguousarray(x.T)
        """);

    public override Side NumSharp()
    {
        var x = np.array(X).reshape(size, size);
        return Side.Of(() => np.transpose(x).copy());
    }

    public override Side MathNet()
    {
        var x = Matrix<float>.Build.DenseOfRowMajor(size, size, X);
        return Side.Of(() => x.Transpose());
    }
}
