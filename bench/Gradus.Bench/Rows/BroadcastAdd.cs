using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>A column added to every column of a square matrix.</summary>
internal sealed class BroadcastAdd(int size) : TimedRow
{
    protected override string Title => $"broadcast add ({size}, {size}) + ({size}, 1)";

    protected override Work Work => new(Bytes: 8.0 * size * size);

    private float[] X => Numbers.Uniform(size * size, seed: 1);

    private float[] Column => Numbers.Uniform(size, seed: 2);

    public override Side Gradus()
    {
        var (x, column) = (Tensor.From(X, [size, size]), Tensor.From(Column, [size, 1]));
        return Side.Of(() => x + column);
    }

    public override Side LibTorch()
    {
        var (x, column) = (torch.tensor(X, [size, size]), torch.tensor(Column, [size, 1]));
        return Side.Of(() => x + column);
    }

    public override Side NumPy() => Python($"""
        x, column = uniform({size * size}, 1).reshape({size}, {size}), uniform({size}, 2).reshape({size}, 1)

        def run():
            return x + column
        """);

    public override Side NumSharp()
    {
        var (x, column) = (np.array(X).reshape(size, size), np.array(Column).reshape(size, 1));
        return Side.Of(() => x + column);
    }
}
