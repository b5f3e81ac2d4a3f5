namespace Gradus.Data;

/// <summary>A matrix in memory, row after row, with its target, as a row source.</summary>
public sealed class MatrixRows : IRowSource
{
    private readonly ReadOnlyMemory<double> matrix;
    private readonly ReadOnlyMemory<double> target;
    private readonly int features;

    /// <param name="matrix">(rows, columns).</param>
    /// <param name="target">(rows).</param>
    /// <exception cref="ArgumentException">The sizes do not match.</exception>
    public MatrixRows(ReadOnlyMemory<double> matrix, int columns, ReadOnlyMemory<double> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (matrix.Length != (long)target.Length * columns)
            throw new ArgumentException(
                $"MatrixRows: {target.Length} rows (the target's values) of {columns} columns "
                + $"are {(long)target.Length * columns} values; "
                + $"the matrix has {matrix.Length}.");
        this.matrix = matrix;
        this.target = target;
        features = columns;
    }

    public int Columns => features + 1;

    public IRowCursor Open(CancellationToken cancellation) => new Cursor(this);

    private sealed class Cursor(MatrixRows source) : IRowCursor
    {
        private int next;

        public int Read(Span<double> block, int stride)
        {
            var count = Math.Min(stride, source.target.Length - next);
            var features = source.features;
            var values = source.matrix.Span.Slice(next * features, count * features);
            for (var j = 0; j < features; j++)
            {
                var column = block.Slice(j * stride, count);
                for (var i = 0; i < count; i++) column[i] = values[i * features + j];
            }
            source.target.Span.Slice(next, count).CopyTo(block[(features * stride)..]);
            next += count;
            return count;
        }

        public void Dispose() { }
    }
}
