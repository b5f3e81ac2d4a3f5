namespace Gradus.Cli;

/// <summary>
/// y = x w + b, trained with autograd: x (rows, features), y (rows, 1), w (features, 1), b (1, 1). It starts at zero.
/// </summary>
internal sealed class LinearModel
{
    private readonly Tensor w;
    private readonly Tensor b;

    public LinearModel(int features, DType dtype)
    {
        w = Tensor.Zeros([features, 1], dtype).RequiresGrad();
        b = Tensor.Zeros([1, 1], dtype).RequiresGrad();
    }

    public Tensor[] Parameters => [w, b];

    public double[] Weights => w.ToDoubles();

    public double Bias => b.Item();

    public Tensor Forward(Tensor x) => x.MatMul(w) + b;

    /// <summary>Trains while it is enumerated, and gives the mean loss of each epoch.</summary>
    public IEnumerable<double> Train(Batches batches, IUpdateRule rule, int epochs)
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var total = 0.0;
            foreach (var (x, y) in batches.Epoch(epoch))
            {
                var loss = (Forward(x) - y).Square().Mean();
                loss.Backward();
                rule.Step();
                total += loss.Item() * x.Shape[0];
            }
            yield return total / batches.Rows;
        }
    }
}
