namespace Gradus.Cli;

/// <summary>
/// The data of the exercise and the start that every route shares, all float64: points x (N, 2) in [0, 1)^2,
/// y = 2 x1 - 3 x2 + 1 (N), weights (2) and a bias (1) to start from.
/// </summary>
internal sealed record Exercise(Tensor X, Tensor Y, Tensor StartWeights, Tensor StartBias, RandomState Random)
{
    public static readonly double[] TrueWeights = [2, -3];
    public const double TrueBias = 1;
    public const int MostPoints = 500_000_000;

    public int Points => X.Shape[0];

    /// <summary>Draws x, the weights and the bias in this order, as NumPy's <c>RandomState(seed)</c> does.</summary>
    public static Exercise Draw(long seed, int points)
    {
        var random = new RandomState(seed);
        var x = Sample(random, [points, 2]);
        var weights = Sample(random, [2]);
        var bias = Sample(random, [1]);
        var y = 2 * x[.., 0] - 3 * x[.., 1] + 1;
        return new Exercise(x, y, weights, bias, random);
    }

    private static Tensor Sample(RandomState random, Shape shape)
    {
        const int piece = 1 << 20; // A few milliseconds of drawing between looks at the cancellation.
        var values = new double[shape.Elements];
        for (var start = 0; start < values.Length; start += piece)
        {
            Execution.Cancellation.ThrowIfCancellationRequested();
            random.RandomSample(values.AsSpan(start, Math.Min(piece, values.Length - start)));
        }
        return Tensor.From(values, shape);
    }
}
