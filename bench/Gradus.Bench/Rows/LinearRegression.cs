using TorchSharp;

namespace Gradus.Bench;

/// <summary>The tutorial's loop, gradient descent on a linear model in float32; one epoch, its loss read.</summary>
internal sealed class LinearRegression(int rows, int features = 2) : TimedRow
{
    protected override string Title => $"tutorial, N = {rows:N0}" + (features == 2 ? "" : $", {features} features");

    protected override Work Work => new(Bytes: 4.0 * rows * (features + 1), Flops: 4.0 * rows * features);

    // Sums over millions of rows, in float32 and in many orders, decide where the next epoch starts.
    protected override double Tolerance => 1e-3;

    // As large as it may be: the largest curvature grows with the number of features.
    private float Rate => 1 / (1 + features / 2f);

    private float[] X => Numbers.Uniform(rows * features, seed: 1);

    private float[] StartWeights => Numbers.Uniform(features, seed: 3);

    private float[] StartBias => Numbers.Uniform(1, seed: 4);

    private float[] Y
    {
        get
        {
            var (x, y) = (X, Numbers.Uniform(rows, seed: 2));
            for (var i = 0; i < rows; i++) y[i] = 2 * x[i * features] - 3 * x[i * features + 1] + 1 + 0.1f * y[i];
            return y;
        }
    }

    public override Side Gradus()
    {
        var (x, y) = (Tensor.From(X, [rows, features]), Tensor.From(Y, [rows, 1]));
        var w = Tensor.From(StartWeights, [features, 1]).RequiresGrad();
        var b = Tensor.From(StartBias, [1, 1]).RequiresGrad();
        var rate = Rate;
        return Side.Of(() =>
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
            return loss.Item();
        });
    }

    public override Side Captured()
    {
        var (x, y) = (Tensor.From(X, [rows, features]), Tensor.From(Y, [rows, 1]));
        var w = Tensor.From(StartWeights, [features, 1]).RequiresGrad();
        var b = Tensor.From(StartBias, [1, 1]).RequiresGrad();
        var rate = Rate;
        var step = Capture.Step((Tensor x, Tensor y, Scalar rate) =>
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
        return Side.Of(() => step(x, y, rate).Item());
    }

    public override Side LibTorch()
    {
        var (x, y) = (torch.tensor(X, [rows, features]), torch.tensor(Y, [rows, 1]));
        var w = torch.tensor(StartWeights, [features, 1], requires_grad: true);
        var b = torch.tensor(StartBias, [1, 1], requires_grad: true);
        var rate = Rate;
        return Side.Of(() =>
        {
            using var scope = torch.NewDisposeScope();
            var loss = (x.matmul(w) + b - y).square().mean();
            loss.backward();
            using (torch.no_grad())
            {
                w.sub_(rate * w.grad!);
                b.sub_(rate * b.grad!);
            }
            w.grad!.zero_();
            b.grad!.zero_();
            return loss.item<float>();
        });
    }

    // The gradients by hand: NumPy has none.
    public override Side NumPy() => Python($"""
        x = uniform({rows * features}, 1).reshape({rows}, {features})
        y = 2 * x[:, :1] - 3 * x[:, 1:2] + 1 + 0.1 * uniform({rows}, 2).reshape({rows}, 1)
        w, b = uniform({features}, 3).reshape({features}, 1), uniform(1, 4).reshape(1, 1)

        def run():
            error = x @ w + b - y
            gradient = 2 / {rows} * error
            w[:] -= {Rate} * (x.T @ gradient)
            b[:] -= {Rate} * gradient.sum()
            return numpy.square(error).mean()
        """);

    public override Side? ByHand()
    {
        if (features != 2) return null;
        var (x, y, w, b, rate) = (X, Y, StartWeights, StartBias[0], Rate);
        return Side.Of(() =>
        {
            var (loss, gradient0, gradient1, gradient) = HandWritten.Pass(x, y, w[0], w[1], b);
            (w[0], w[1], b) = (w[0] - rate * gradient0, w[1] - rate * gradient1, b - rate * gradient);
            return loss;
        });
    }
}
