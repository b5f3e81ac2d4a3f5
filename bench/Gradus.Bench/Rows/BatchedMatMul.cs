using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>Many small square matrix products, each of its own operands.</summary>
internal sealed class BatchedMatMul(int batch, int size) : TimedRow
{
    protected override string Title => $"matmul {size}, batch of {batch}";

    protected override Work Work => new(Bytes: 12.0 * batch * size * size, Flops: 2.0 * batch * size * size * size);

    private float[] Left => Numbers.Uniform(batch * size * size, seed: 1);

    private float[] Right => Numbers.Uniform(batch * size * size, seed: 2);

    public override Side Gradus()
    {
        var (a, b) = (Tensor.From(Left, [batch, size, size]), Tensor.From(Right, [batch, size, size]));
        return Side.Of(() => a.MatMul(b));
    }

    public override Side LibTorch()
    {
        var (a, b) = (torch.tensor(Left, [batch, size, size]), torch.tensor(Right, [batch, size, size]));
        return Side.Of(() => a.matmul(b));
    }

    public override Side NumPy() => Python($"""
        a = uniform({batch * size * size}, 1).reshape({batch}, {size}, {size})
        b = uniform({batch * size * size}, 2).reshape({batch}, {size}, {size})

        def run():
            return a @ b
        """);

    public override Side NumSharp()
    {
        var (a, b) = (np.array(Left).reshape(batch, size, size), np.array(Right).reshape(batch, size, size));
        return Side.Of(() => np.matmul(a, b));
    }
}
