using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// z = x w + b, trained with autograd: x (rows, terms), w (terms, 1), b (1, 1). The weights start at zero.
/// </summary>
internal sealed class LinearModel
{
    private readonly Loss loss;
    private readonly double l2;
    private readonly Tensor w;
    private readonly Tensor b;

    /// <param name="l2">Added to the mean loss is this times the sum of squared weights.</param>
    /// <param name="startBias">The best prediction without any term.</param>
    public LinearModel(int terms, Loss loss, double l2, double startBias, DType dtype)
    {
        this.loss = loss;
        this.l2 = l2;
        w = Tensor.Zeros([terms, 1], dtype).RequiresGrad();
        b = Tensor.Full([1, 1], startBias, dtype).RequiresGrad();
    }

    public Tensor[] Parameters => [w, b];

    /// <summary>What penalties are on: the weights, not the bias.</summary>
    public Tensor Penalized => w;

    public double[] Weights => w.ToDoubles();

    public double Bias => b.Item();

    public Tensor Forward(Tensor x) => x.MatMul(w) + b;

    /// <summary>Trains for one epoch and gives its mean loss, penalties not counted.</summary>
    /// <param name="rate">The learning rate of each step, counted from 0.</param>
    public double Train(IEnumerable<Batch> epoch, IUpdateRule rule, Func<int, double> rate)
    {
        var (total, rows, steps) = (0.0, 0L, 0);
        foreach (var batch in epoch)
        {
            var mean = Criterion.Of(loss, Forward(batch.X), batch.Y);
            var objective = l2 > 0 ? mean + l2 * w.Square().Sum() : mean;
            // A step may take several batches: their gradients add up.
            if (batch.Share < 1) objective *= batch.Share;
            objective.Backward();
            if (batch.EndsStep) rule.Step(rate(steps++));
            total += mean.Item() * batch.Rows;
            rows += batch.Rows;
        }
        return total / rows;
    }

    /// <summary>The mean loss of rows that are not learned from.</summary>
    public double Evaluate(IEnumerable<Batch> batches)
    {
        using var noGrad = Autograd.NoGrad();
        var (total, rows) = (0.0, 0L);
        foreach (var batch in batches)
        {
            total += Criterion.Of(loss, Forward(batch.X), batch.Y).Item() * batch.Rows;
            rows += batch.Rows;
        }
        return total / rows;
    }

    /// <summary>Goes back to parameters that were kept.</summary>
    public void Restore(double[] weights, double bias)
    {
        using var noGrad = Autograd.NoGrad();
        w.Assign(Tensor.From(weights, w.Shape).To(w.DType));
        b.Assign(Tensor.Full([1, 1], bias, b.DType));
    }
}
