namespace Gradus.Cli;

/// <summary>
/// Stochastic gradient descent with the gradient written out: a step after every point. The loss of a point is taken after its
/// update, and the loss of an epoch is their mean.
/// </summary>
/// <param name="shuffle">Draws the order of the points anew in each epoch; null takes them as they come.</param>
internal sealed class SgdByHand(Tensor x, Tensor y, Tensor startWeights, Tensor startBias, RandomState? shuffle = null)
    : ITrainingRoute
{
    private Tensor w = startWeights;
    private Tensor b = startBias;

    public string Name => "sgd-by-hand";

    public double LearningRate => 0.01;

    public Tensor Weights => w;

    public Tensor Bias => b;

    public IEnumerable<double> Train(int epochs)
    {
        var points = x.Shape[0];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var order = shuffle?.Permutation(points);
            var total = 0.0;
            for (var i = 0; i < points; i++)
            {
                var point = order?[i] ?? i;
                var (gradW, gradB) = Gradient(x[point], y[point]);
                w = w - LearningRate * gradW;
                b = b - LearningRate * gradB;
                total += Loss(x[point], y[point]).Item();
            }
            yield return total / points;
        }
    }

    private Tensor Forward(Tensor x) => x.Dot(w) + b;

    private Tensor Loss(Tensor x, Tensor y) => (Forward(x) - y).Square();

    // With e = x . w + b - y the loss is e^2, so d/dw = 2 e x and d/db = 2 e.
    private (Tensor W, Tensor B) Gradient(Tensor x, Tensor y)
    {
        var error = Forward(x) - y;
        return (2 * error * x, 2 * error);
    }
}
