using MathNet.Numerics.LinearAlgebra;
using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>The sums along one axis of a square matrix.</summary>
internal sealed class SumAlongAxis(int size, int axis) : TimedRow
{
    protected override string Title => $"sum over axis {axis} of ({size}, {size})";

    protected override Work Work => new(Bytes: 4.0 * size * size);

    private float[] X => Numbers.Uniform(size * size, seed: 1);

    public override Side Gradus()
    {
        var x = Tensor.From(X, [size, size]);
        return Side.Of(() => x.Sum(axis));
    }

    public override Side LibTorch()
    {
        var x = torch.tensor(X, [size, size]);
        return Side.Of(() => x.sum(axis));
    }

    public override Side NumPy() => Python($"""
        x = uniform({size * size}, 1).reshape({size}, {size})

        def run():
            return x.sum({axis})
        """);

    public override Side NumSharp()
    {
        var x = np.array(X).reshape(size, size);
        return Side.Of(() => np.sum(x, axis));
    }

    public override Side MathNet()
    {
        var x = Matrix<float>.Build.DenseOfRowMajor(size, size, X);
        return axis == 0 ? Side.Of(() => x.ColumnSums()) : Side.Of(() => x.RowSums());
    }
}
