namespace Gradus.Bench;

/// <summary>The tutorial's loop on N rows, float32, the loss read every epoch: plain, captured, and by hand.</summary>
internal sealed class Regression
{
    private const float Rate = 0.5f;

    private readonly Tensor x;
    private readonly Tensor y;
    private readonly float[] xs;
    private readonly float[] ys;
    private readonly Func<Tensor, Tensor, Scalar, Tensor> captured;
    private Tensor w;
    private Tensor b;

    // The numbers of the by-hand loop.
    private float w0;
    private float w1;
    private float bias;

    public Regression(int rows)
    {
        x = Tensor.Rand([rows, 2], seed: 0);
        y = (x.MatMul(Tensor.From([2f, -3f])) + 1f).Unsqueeze(1).Realize();
        (xs, ys) = (x.ToArray<float>(), y.ToArray<float>());
        w = Tensor.Rand([2, 1], seed: 1).RequiresGrad();
        b = Tensor.Rand([1, 1], seed: 2).RequiresGrad();
        (w0, w1, bias) = ((float)w[0, 0], (float)w[1, 0], (float)b[0, 0]);
        var v = w.Detach().RequiresGrad();
        var c = b.Detach().RequiresGrad();
        captured = Capture.Step((Tensor x, Tensor y, Scalar rate) =>
        {
            var loss = (x.MatMul(v) + c - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                v -= rate * v.Grad;
                c -= rate * c.Grad;
            }
            v.ZeroGrad();
            c.ZeroGrad();
            return loss;
        });
    }

    public double Plain()
    {
        var loss = (x.MatMul(w) + b - y).Square().Mean();
        loss.Backward();
        using (Autograd.NoGrad())
        {
            w -= Rate * w.Grad;
            b -= Rate * b.Grad;
        }
        w.ZeroGrad();
        b.ZeroGrad();
        return loss.Item();
    }

    public double Captured() => captured(x, y, Rate).Item();

    public double ByHand()
    {
        var (loss, g0, g1, g) = HandWritten.Pass(xs, ys, w0, w1, bias);
        (w0, w1, bias) = (w0 - Rate * g0, w1 - Rate * g1, bias - Rate * g);
        return loss;
    }
}
