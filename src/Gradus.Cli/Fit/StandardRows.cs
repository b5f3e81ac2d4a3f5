using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Rows of a table with every term brought to mean 0 and deviation 1, and the target to a scale of its own.</summary>
internal sealed class StandardRows(PartRows rows, int chunks, int chunkRows, Standardization standardization, DType dtype)
{
    private const int TransposedRows = 64;

    private readonly double[] block = new double[rows.Columns * chunkRows];

    public long Rows => rows.Rows;

    public int Chunks => chunks;

    public int ChunkRows => chunkRows;

    /// <summary>The bytes of all rows as one matrix.</summary>
    public long Bytes => rows.Rows * rows.Columns * sizeof(double);

    /// <summary>Room for the rows of so many chunks.</summary>
    public StandardMatrix NewMatrix(int chunks) =>
        new((int)Math.Min(rows.Rows, (long)chunks * chunkRows), rows.Columns - 1, dtype);

    public StandardMatrix ReadAll(CancellationToken cancellation)
    {
        var matrix = NewMatrix(chunks);
        Read(Enumerable.Range(0, chunks), matrix, cancellation);
        return matrix;
    }

    /// <summary>Replaces what is in a matrix by the rows of some chunks.</summary>
    public void Read(IEnumerable<int> which, StandardMatrix matrix, CancellationToken cancellation)
    {
        var terms = rows.Columns - 1;
        matrix.Rows = 0;
        using var cursor = rows.Open(which, cancellation);
        while (cursor.Read(block, chunkRows) is > 0 and var count)
        {
            for (var j = 0; j < rows.Columns; j++) Standardize(block.AsSpan(j * chunkRows, count), j);
            Transpose(block, chunkRows, count, matrix.X.AsSpan(matrix.Rows * terms), terms);
            block.AsSpan(terms * chunkRows, count).CopyTo(matrix.Y.AsSpan(matrix.Rows));
            matrix.Rows += count;
        }
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
