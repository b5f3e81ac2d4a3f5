namespace Gradus.Data;

/// <summary>How well predictions meet the truth, of rows that come in blocks.</summary>
/// <param name="largest">At least the largest size of a true value: what is summed is divided by a power of two above it.</param>
internal sealed class ScoreSum(double largest)
{
    private readonly int exponent = largest == 0 || !double.IsFinite(largest)
        ? 0
        : Math.Clamp(Math.ILogB(largest) + 1, -1000, 1000);

    private ColumnMoments truths;
    private double squares;
    private double sizes;

    public long Rows => truths.Count;

    /// <summary>NaN where there are no rows, or a prediction is not finite.</summary>
    public Score Score
    {
        get
        {
            if (Rows == 0 || !double.IsFinite(squares)) return new Score(double.NaN, double.NaN, double.NaN);
            var variation = Math.ScaleB(truths.ScaledSquares, 2 * (truths.Exponent - exponent));
            return new Score(
                Math.ScaleB(Math.Sqrt(squares / Rows), exponent),
                truths.IsConstant ? double.NaN : 1 - squares / variation,
                Math.ScaleB(sizes / Rows, exponent));
        }
    }

    public void Add(ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        var scale = Math.ScaleB(1, -exponent);
        truths.Add(truth);
        for (var i = 0; i < truth.Length; i++)
        {
            var difference = predictions[i] * scale - truth[i] * scale;
            squares += difference * difference;
            sizes += Math.Abs(difference);
        }
    }
}
