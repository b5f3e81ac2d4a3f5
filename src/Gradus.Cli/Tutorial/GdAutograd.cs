namespace Gradus.Cli;

/// <summary>
/// Gradient descent where autograd finds the gradient: the same step as by hand, written once for all points, in float32 or
/// float64. The loss is the mean before the update.
/// </summary>
internal sealed class GdAutograd : ITrainingRoute
{
    private readonly Tensor x;
    private readonly Tensor y;
    private Tensor w;
    private Tensor b;

    public GdAutograd(Exercise exercise, DType dtype)
    {
        x = exercise.X.To(dtype);
        y = exercise.Y.To(dtype).Unsqueeze(1);                                      // (N, 1)
        w = exercise.StartWeights.To(dtype).Clone().Unsqueeze(1).RequiresGrad();    // (2, 1)
        b = exercise.StartBias.To(dtype).Clone().Unsqueeze(1).RequiresGrad();       // (1, 1)
    }

    public string Name => "gd-autograd";

    public double LearningRate => 0.5;

    public Tensor Weights => w;

    public Tensor Bias => b;

    public IEnumerable<double> Train(int epochs)
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= LearningRate * w.Grad;
                b -= LearningRate * b.Grad;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            yield return loss.Item();
        }
    }
}
