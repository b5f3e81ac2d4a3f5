using NumSharp;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gradus.Bench;

/// <summary>Softmax along the rows of a matrix.</summary>
internal sealed class Softmax(int rows, int columns) : TimedRow
{
    protected override string Title => $"softmax over ({rows}, {columns})";

    protected override Work Work => new(Bytes: 8.0 * rows * columns);

    private float[] X => Numbers.Uniform(rows * columns, seed: 1);

    public override Side Gradus()
    {
        var x = Tensor.From(X, [rows, columns]);
        return Side.Of(() => x.Softmax(1));
    }

    public override Side LibTorch()
    {
        var x = torch.tensor(X, [rows, columns]);
        return Side.Of(() => functional.softmax(x, 1));
    }

    public override Side NumPy() => Python($"""
        x = uniform({rows * columns}, 1).reshape({rows}, {columns})

        def run():
            weights = numpy.exp(x - x.max(1, keepdims=True))
            return weights / weights.sum(1, keepdims=True)
        """);

    public override Side NumSharp()
    {
        var x = np.array(X).reshape(rows, columns);
        return Side.Of(() =>
        {
            var weights = np.exp(x - np.amax(x, 1, keepdims: true));
            return weights / np.sum(weights, 1, keepdims: true);
        });
    }
}
