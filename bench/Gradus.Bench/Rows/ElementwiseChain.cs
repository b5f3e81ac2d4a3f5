using MathNet.Numerics.LinearAlgebra;
using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>Eight cheap operations, each on every element.</summary>
internal sealed class ElementwiseChain(int count) : TimedRow
{
    protected override string Title => $"elementwise chain of 8 ops on {count:N0}";

    protected override Work Work => new(Bytes: 8.0 * count);

    private float[] X => Numbers.Uniform(count, seed: 1);

    public override Side Gradus()
    {
        var x = Tensor.From(X);
        return Side.Of(() => (((x * 1.5f + 0.5f) * x - 0.75f).Relu() + x).Abs().Sqrt() * 2);
    }

    public override Side LibTorch()
    {
        var x = torch.tensor(X);
        return Side.Of(() => (((x * 1.5f + 0.5f) * x - 0.75f).relu() + x).abs().sqrt() * 2);
    }

    public override Side NumPy() => Python($"""
        x = uniform({count}, 1)

        def run():
            return numpy.sqrt(numpy.abs(numpy.maximum((x * 1.5 + 0.5) * x - 0.75, 0) + x)) * 2
        """);

    public override Side NumSharp()
    {
        var (x, zero) = (np.array(X), np.array([0f]));
        return Side.Of(() => np.sqrt(np.abs(np.maximum((x * 1.5f + 0.5f) * x - 0.75f, zero, @out: null!) + x)) * 2f);
    }

    public override Side MathNet()
    {
        var x = Vector<float>.Build.Dense(X);
        return Side.Of(() => (((x * 1.5f + 0.5f).PointwiseMultiply(x) - 0.75f).PointwiseMaximum(0) + x)
            .PointwiseAbs().PointwiseSqrt() * 2);
    }
}
