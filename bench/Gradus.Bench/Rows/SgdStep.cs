using TorchSharp;

namespace Gradus.Bench;

/// <summary>Stochastic gradient descent on the tutorial's 30 points, one row after another; one step, its loss read.</summary>
internal sealed class SgdStep : TimedRow
{
    private const int Rows = 30;
    private const float Rate = 0.1f;

    protected override string Title => "one-row SGD step";

    protected override Work Work => new(Bytes: 4 * 3, Flops: 4 * 2);

    private static float[] X => Numbers.Uniform(2 * Rows, seed: 1);

    private static float[] Y => Numbers.Uniform(Rows, seed: 2);

    private static float[] StartWeights => Numbers.Uniform(2, seed: 3);

    private static float[] StartBias => Numbers.Uniform(1, seed: 4);

    public override Side Gradus()
    {
        var (xs, ys, at) = (Points(X, 2), Points(Y, 1), 0);
        var w = Tensor.From(StartWeights, [2, 1]).RequiresGrad();
        var b = Tensor.From(StartBias, [1, 1]).RequiresGrad();
        return Side.Of(() =>
        {
            var loss = (xs[at].MatMul(w) + b - ys[at]).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= Rate * w.Grad;
                b -= Rate * b.Grad;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            at = (at + 1) % Rows;
            return loss.Item();
        });
    }

    public override Side Captured()
    {
        var (xs, ys, at, step) = (Points(X, 2), Points(Y, 1), 0, CapturedStep());
        return Side.Of(() =>
        {
            var loss = step(xs[at], ys[at], Rate).Item();
            at = (at + 1) % Rows;
            return loss;
        });
    }

    public override Side LibTorch()
    {
        var (x, y, at) = (torch.tensor(X, [Rows, 2]), torch.tensor(Y, [Rows, 1]), 0);
        var (xs, ys) = (x.split(1), y.split(1));
        var w = torch.tensor(StartWeights, [2, 1], requires_grad: true);
        var b = torch.tensor(StartBias, [1, 1], requires_grad: true);
        return Side.Of(() =>
        {
            using var scope = torch.NewDisposeScope();
            var loss = (xs[at].matmul(w) + b - ys[at]).square().mean();
            loss.backward();
            using (torch.no_grad())
            {
                w.sub_(Rate * w.grad!);
                b.sub_(Rate * b.grad!);
            }
            w.grad!.zero_();
            b.grad!.zero_();
            at = (at + 1) % Rows;
            return loss.item<float>();
        });
    }

    public override Side NumPy() => Python($"""
        xs, ys, at = uniform(2 * {Rows}, 1).reshape({Rows}, 1, 2), uniform({Rows}, 2).reshape({Rows}, 1, 1), 0
        xs, ys = list(xs), list(ys)
        w, b = uniform(2, 3).reshape(2, 1), uniform(1, 4).reshape(1, 1)

        def run():
            global at
            error = xs[at] @ w + b - ys[at]
            gradient = 2 * error
            w[:] -= {Rate} * (xs[at].T @ gradient)
            b[:] -= {Rate} * gradient.sum()
            at = (at + 1) % {Rows}
            return numpy.square(error).mean()
        """);

    // Away from the counter: a captured step's surroundings may not change.
    private static Func<Tensor, Tensor, Scalar, Tensor> CapturedStep()
    {
        var w = Tensor.From(StartWeights, [2, 1]).RequiresGrad();
        var b = Tensor.From(StartBias, [1, 1]).RequiresGrad();
        return Capture.Step((Tensor x, Tensor y, Scalar rate) =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= rate * w.Grad;
                b -= rate * b.Grad;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            return loss;
        });
    }

    private static Tensor[] Points(float[] values, int columns) =>
        [.. values.Chunk(columns).Select(point => Tensor.From(point, [1, columns]))];
}
