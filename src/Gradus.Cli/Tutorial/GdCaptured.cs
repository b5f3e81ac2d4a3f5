namespace Gradus.Cli;

/// <summary>
/// The same step as with autograd, captured: recorded once, then replayed without building its graph again. What changes from
/// call to call, the points and the rate, are its arguments.
/// </summary>
internal sealed class GdCaptured : ITrainingRoute
{
    private readonly Tensor x;
    private readonly Tensor y;
    private Tensor w;
    private Tensor b;

    public GdCaptured(Exercise exercise, DType dtype)
    {
        x = exercise.X.To(dtype);
        y = exercise.Y.To(dtype).Unsqueeze(1);                                      // (N, 1)
        w = exercise.StartWeights.To(dtype).Clone().Unsqueeze(1).RequiresGrad();    // (2, 1)
        b = exercise.StartBias.To(dtype).Clone().Unsqueeze(1).RequiresGrad();       // (1, 1)
    }

    public string Name => "gd-captured";

    public double LearningRate => 0.5;

    public Tensor Weights => w;

    public Tensor Bias => b;

    public IEnumerable<double> Train(int epochs)
    {
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
        for (var epoch = 0; epoch < epochs; epoch++) yield return step(x, y, LearningRate).Item();
    }
}
