using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Rows of a table with every term brought to mean 0 and deviation 1, and the target to a scale of its own.</summary>
internal sealed class StandardRows(PartRows rows, int chunks, int chunkRows, Standardization standardization, DType dtype)
{
    private const int TransposedRows = 64;

    public long Rows => rows.Rows;

    public int Chunks => chunks;

    public int ChunkRows => chunkRows;

    /// <summary>The bytes of all rows as one matrix.</summary>
    public long Bytes => rows.Rows * rows.Columns * sizeof(double);

    public StandardMatrix ReadAll(CancellationToken cancellation) => Read(Enumerable.Range(0, chunks), cancellation);

    public StandardMatrix Read(IEnumerable<int> which, CancellationToken cancellation)
    {
        int[] named = [.. which];
        var capacity = (int)Math.Min(rows.Rows, (long)named.Length * chunkRows);
        var terms = rows.Columns - 1;
        var (x, y) = (new double[(long)capacity * terms], new double[capacity]);
        var stride = Math.Min(chunkRows, Math.Max(1, capacity));
        var block = new double[rows.Columns * stride];
        var filled = 0;
        using var cursor = rows.Open(named, cancellation);
        while (filled < capacity && cursor.Read(block, stride) is > 0 and var count)
        {
            for (var j = 0; j < rows.Columns; j++) Standardize(block.AsSpan(j * stride, count), j);
            Transpose(block, stride, count, x.AsSpan(filled * terms), terms);
            block.AsSpan(terms * stride, count).CopyTo(y.AsSpan(filled));
            filled += count;
        }
        return filled == capacity
            ? new StandardMatrix(x, y, dtype)
            : new StandardMatrix(x[..(filled * terms)], y[..filled], dtype);
    }

    private void Standardize(Span<double> column, int index)
    {
        var (mean, scale) = (standardization.Means[index], standardization.Scales[index]);
        foreach (ref var value in column) value = (value - mean) / scale;
    }

    // A few rows at a time, so that they stay in the processor's cache until all their terms are written.
    private static void Transpose(ReadOnlySpan<double> block, int stride, int count, Span<double> x, int terms)
    {
        for (var start = 0; start < count; start += TransposedRows)
            for (var j = 0; j < terms; j++)
                for (var i = start; i < Math.Min(start + TransposedRows, count); i++) x[i * terms + j] = block[j * stride + i];
    }
}
