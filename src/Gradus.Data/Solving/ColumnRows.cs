namespace Gradus.Data;

/// <summary>Columns in memory (the last one the target) as a row source, all rows or those with given indices.</summary>
public sealed class ColumnRows : IRowSource
{
    private readonly IReadOnlyList<double[]> columns;
    private readonly int[]? rows;
    private readonly int count;

    /// <param name="columns">Each (rows).</param>
    /// <param name="rows">Indices of the rows to use, in this order; all when null. Nothing is copied.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or there are none.</exception>
    public ColumnRows(IReadOnlyList<double[]> columns, int[]? rows = null)
    {
        if (columns.Count == 0) throw new ArgumentException("ColumnRows: there are no columns; give at least the target.");
        for (var j = 1; j < columns.Count; j++)
            if (columns[j].Length != columns[0].Length)
                throw new ArgumentException(
                    $"ColumnRows: column 0 has {columns[0].Length} rows, column {j} has {columns[j].Length}; "
                    + "all columns need as many.");
        this.columns = columns;
        this.rows = rows;
        count = rows?.Length ?? columns[0].Length;
    }

    public int Columns => columns.Count;

    public IRowCursor Open(CancellationToken cancellation) => new Cursor(this);

    private sealed class Cursor(ColumnRows source) : IRowCursor
    {
        private int next;

        public int Read(Span<double> block, int stride)
        {
            var taken = Math.Min(stride, source.count - next);
            for (var j = 0; j < source.columns.Count; j++)
            {
                var column = block.Slice(j * stride, taken);
                if (source.rows is null) source.columns[j].AsSpan(next, taken).CopyTo(column);
                else
                    for (var i = 0; i < taken; i++) column[i] = source.columns[j][source.rows[next + i]];
            }
            next += taken;
            return taken;
        }

        public void Dispose() { }
    }
}
