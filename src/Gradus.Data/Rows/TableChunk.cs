namespace Gradus.Data;

/// <summary>A chunk of a training table in hand: the rows of one part, missing values filled in.</summary>
internal sealed class TableChunk(TrainingTable table)
{
    private readonly int stride = table.Store.ChunkRows;
    private readonly double[] values = new double[table.Store.Columns * table.Store.ChunkRows];

    /// <summary>Rows of the part.</summary>
    public int Rows { get; private set; }

    public void Load(int chunk, Part part)
    {
        var count = table.Store.Read(chunk, values);
        var parts = table.Parts.Of((long)chunk * stride, count);
        Rows = parts.Count(part);
        for (var j = 0; j < table.Store.Columns; j++)
        {
            var column = values.AsSpan(j * stride, count);
            if (Rows < count) Keep(column, parts, part);
            table.Decode(j, column[..Rows]);
        }
    }

    /// <summary>The values of a column: one of the model's, or behind them the target.</summary>
    public ReadOnlySpan<double> Column(int column) => values.AsSpan(column * stride, Rows);

    /// <summary>Some rows: the terms, then the target.</summary>
    public void CopyTo(Span<double> block, int blockStride, int first, int count)
    {
        var rows = values.AsSpan(first);
        for (var k = 0; k < table.Terms.Count; k++)
            table.Terms[k].Evaluate(rows, stride, block.Slice(k * blockStride, count));
        Column(table.Columns.Count).Slice(first, count).CopyTo(block[(table.Terms.Count * blockStride)..]);
    }

    private static void Keep(Span<double> column, ReadOnlySpan<Part> parts, Part part)
    {
        var next = 0;
        for (var i = 0; i < column.Length; i++)
            if (parts[i] == part) column[next++] = column[i];
    }
}
