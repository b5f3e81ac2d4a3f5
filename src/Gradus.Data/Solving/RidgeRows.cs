namespace Gradus.Data;

/// <summary>
/// Standardized rows, and below them one row a feature that holds the square root of the penalty: least squares of all of them
/// is ridge regression (Golub and Van Loan, 6.1.4).
/// </summary>
/// <param name="standardization">Of the features and the target.</param>
/// <param name="penalty">Added to the sum of squared errors is this times the sum of squared weights.</param>
internal sealed class RidgeRows(IRowSource rows, Standardization standardization, double penalty) : IRowSource
{
    public int Columns => rows.Columns;

    private double Penalty => penalty;

    public IRowCursor Open(CancellationToken cancellation) => new Cursor(this, rows.Open(cancellation));

    private void Standardize(Span<double> block, int stride, int count)
    {
        for (var j = 0; j < Columns; j++)
        {
            var (mean, scale) = (standardization.Means[j], standardization.Scales[j]);
            foreach (ref var value in block.Slice(j * stride, count)) value = (value - mean) / scale;
        }
    }

    private sealed class Cursor(RidgeRows source, IRowCursor rows) : IRowCursor
    {
        private readonly double root = Math.Sqrt(source.Penalty);
        private int next;

        public int Read(Span<double> block, int stride)
        {
            var count = rows.Read(block, stride);
            if (count > 0)
            {
                source.Standardize(block, stride, count);
                return count;
            }
            count = Math.Min(stride, source.Columns - 1 - next);
            for (var j = 0; j < source.Columns; j++) block.Slice(j * stride, count).Clear();
            for (var i = 0; i < count; i++) block[(next + i) * stride + i] = root;
            next += count;
            return count;
        }

        public void Dispose() => rows.Dispose();
    }
}
