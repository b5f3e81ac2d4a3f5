namespace Gradus.Data;

/// <summary>Per column the mean and the scale (population standard deviation) that bring it to mean 0 and deviation 1.</summary>
/// <remarks>A constant column keeps scale 1: standardized it is 0 everywhere.</remarks>
public sealed class Standardization
{
    private readonly double[] means;
    private readonly double[] scales;

    private Standardization(double[] means, double[] scales)
    {
        this.means = means;
        this.scales = scales;
    }

    public IReadOnlyList<double> Means => means;

    public IReadOnlyList<double> Scales => scales;

    /// <param name="columns">Each (rows).</param>
    /// <param name="rows">Indices of the rows to learn from; all when null.</param>
    public static Standardization Of(IReadOnlyList<double[]> columns, int[]? rows = null)
    {
        var means = new double[columns.Count];
        var scales = new double[columns.Count];
        for (var j = 0; j < means.Length; j++) (means[j], scales[j]) = MeanAndScale(columns[j], rows);
        return new Standardization(means, scales);
    }

    /// <summary>Standardizes a (rows, columns) matrix, row after row, in place.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of the columns.</exception>
    public void Apply(Span<double> rowMajor)
    {
        if (means.Length == 0 ? rowMajor.Length > 0 : rowMajor.Length % means.Length != 0)
            throw new ArgumentException(
                $"Standardization.Apply: {rowMajor.Length} values are no whole rows of {means.Length} columns; "
                + $"give (rows, {means.Length}) values.");
        for (var start = 0; start < rowMajor.Length; start += means.Length)
            for (var j = 0; j < means.Length; j++)
                rowMajor[start + j] = (rowMajor[start + j] - means[j]) / scales[j];
    }

    /// <summary>
    /// The model y = x'weights + bias on the table's own columns that equals a model learned on standardized columns
    /// and, if <paramref name="target"/> is given, on the target standardized by it.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many weights as columns.</exception>
    public (double[] Weights, double Bias) ToTableUnits(
        ReadOnlySpan<double> weights, double bias, Standardization? target = null)
    {
        if (weights.Length != means.Length)
            throw new ArgumentException(
                $"Standardization.ToTableUnits: {weights.Length} weights for {means.Length} columns; give one a column.");
        var (targetMean, targetScale) = target is null ? (0, 1) : (target.means[0], target.scales[0]);
        var result = new double[weights.Length];
        var shift = bias;
        for (var j = 0; j < result.Length; j++)
        {
            result[j] = weights[j] / scales[j] * targetScale;
            shift -= weights[j] * (means[j] / scales[j]);
        }
        return (result, targetMean + targetScale * shift);
    }

    private static (double Mean, double Scale) MeanAndScale(double[] column, int[]? rows)
    {
        var values = rows?.Length ?? column.Length;
        // A power of two keeps the squares of values like 1e300 within range and rounds nothing.
        var largest = Vectors.LargestMagnitude(column);
        var exponent = largest == 0 || !double.IsFinite(largest) ? 0 : Math.Clamp(Math.ILogB(largest) + 1, -1000, 1000);
        var scale = Math.ScaleB(1, -exponent);
        var moments = new Moments();
        for (var i = 0; i < values; i++) moments.Add(column[rows is null ? i : rows[i]] * scale);
        if (moments.IsConstant) return (values == 0 ? 0 : column[rows is null ? 0 : rows[0]], 1);
        return (Math.ScaleB(moments.Mean, exponent), Math.ScaleB(Math.Sqrt(moments.SumOfSquares / values), exponent));
    }
}
