using NumSharp;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gradus.Bench;

/// <summary>Each row of a matrix brought to mean 0 and variance 1, then a gain and a shift for each column.</summary>
internal sealed class LayerNorm(int rows, int columns) : TimedRow
{
    private const float Epsilon = 1e-5f;

    protected override string Title => $"layer norm over ({rows}, {columns})";

    protected override Work Work => new(Bytes: 8.0 * rows * columns);

    private float[] X => Numbers.Uniform(rows * columns, seed: 1);

    private float[] Gain => Numbers.Uniform(columns, seed: 2);

    private float[] Shift => Numbers.Uniform(columns, seed: 3);

    public override Side Gradus()
    {
        var (x, gain, shift) = (Tensor.From(X, [rows, columns]), Tensor.From(Gain), Tensor.From(Shift));
        return Side.Of(() =>
        {
            var centred = x - x.Mean([1], keepDim: true);
            var variance = centred.Square().Mean([1], keepDim: true);
            return centred * (variance + Epsilon).Rsqrt() * gain + shift;
        });
    }

    public override Side LibTorch()
    {
        var (x, gain, shift) = (torch.tensor(X, [rows, columns]), torch.tensor(Gain), torch.tensor(Shift));
        return Side.Of(() => functional.layer_norm(x, [columns], gain, shift, Epsilon));
    }

    public override Side NumPy() => Python($"""
        x = uniform({rows * columns}, 1).reshape({rows}, {columns})
        gain, shift = uniform({columns}, 2), uniform({columns}, 3)

        def run():
            centred = x - x.mean(1, keepdims=True)
            variance = numpy.square(centred).mean(1, keepdims=True)
            return centred / numpy.sqrt(variance + {Epsilon}) * gain + shift
        """);

    public override Side NumSharp()
    {
        var (x, gain, shift) = (np.array(X).reshape(rows, columns), np.array(Gain), np.array(Shift));
        return Side.Of(() =>
        {
            var centred = x - np.mean(x, 1, keepdims: true);
            var variance = np.mean(np.square(centred), 1, keepdims: true);
            return centred / np.sqrt(variance + Epsilon) * gain + shift;
        });
    }
}
