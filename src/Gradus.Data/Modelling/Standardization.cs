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
    public static Standardization Of(IReadOnlyList<double[]> columns, int[]? rows = null) =>
        Of(new ColumnRows(columns, rows));

    /// <summary>Of all columns of a source, the target's among them; one pass.</summary>
    public static Standardization Of(IRowSource source, CancellationToken cancellation = default)
    {
        const int rows = 1024;
        var moments = new ColumnMoments[source.Columns];
        var block = new double[source.Columns * rows];
        using var cursor = source.Open(cancellation);
        while (cursor.Read(block, rows) is > 0 and var count)
            for (var j = 0; j < moments.Length; j++) moments[j].Add(block.AsSpan(j * rows, count));
        return new Standardization(
            [.. moments.Select(column => column.Mean)],
            [.. moments.Select(column => column.Deviation is > 0 and var deviation ? deviation : 1)]);
    }

    /// <summary>The means and scales of some of the columns, and of others none.</summary>
    internal Standardization Take(int first, int count) => new(means[first..(first + count)], scales[first..(first + count)]);

    /// <summary>Leaves columns as they are, or only divides them.</summary>
    internal static Standardization From(double[] means, double[] scales) => new(means, scales);

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
}
