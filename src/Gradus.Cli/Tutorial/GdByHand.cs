namespace Gradus.Cli;

/// <summary>
/// Gradient descent with the gradient written out: all points are summed, one after the other, before one step is taken along the
/// mean of their gradients. The loss of an epoch is the mean before its update.
/// </summary>
internal sealed class GdByHand(Tensor x, Tensor y, Tensor startWeights, Tensor startBias) : ITrainingRoute
{
    private Tensor w = startWeights;
    private Tensor b = startBias;

    public string Name => "gd-by-hand";

    public double LearningRate => 0.5;

    public Tensor Weights => w;

    public Tensor Bias => b;

    public IEnumerable<double> Train(int epochs)
    {
        var points = x.Shape[0];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            Tensor sumW = Tensor.ZerosLike(w), sumB = Tensor.ZerosLike(b);
            var total = 0.0;
            for (var point = 0; point < points; point++)
            {
                var (gradW, gradB) = Gradient(x[point], y[point]);
                sumW = sumW + gradW;
                sumB = sumB + gradB;
                total += Loss(x[point], y[point]).Item();
            }
            w = w - LearningRate * sumW / points;
            b = b - LearningRate * sumB / points;
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
