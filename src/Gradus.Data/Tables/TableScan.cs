namespace Gradus.Data;

/// <summary>
/// One pass over some columns of a table, in file order. A row that lacks a value in one of these columns is dropped and
/// counted; NaN and infinities (also a number beyond the range of a double, such as 1e400) count as missing.
/// </summary>
public sealed class TableScan : IRowCursor
{
    private readonly Database database;
    private readonly TableFile file;
    private readonly TableColumn[] columns;
    private readonly CancellationToken cancellation;
    private readonly QueryResult result;
    private readonly long[] missing;
    private readonly bool[] complete = new bool[ChunkRows];
    private int position;
    private bool ended;

    /// <summary>DuckDB's own chunk; a row's mark is kept while its columns are looked at.</summary>
    private const int ChunkRows = 2048;

    internal TableScan(Database database, TableFile file, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        this.database = database;
        this.file = file;
        this.columns = [.. columns];
        this.cancellation = cancellation;
        missing = new long[columns.Count];
        var selected = columns.Select(file.Number);
        var query = $"SELECT {string.Join(", ", selected)} FROM {file.Numbers(columns)}";
        try
        {
            result = database.Query(query, cancellation);
        }
        catch (QueryFailedException failure)
        {
            throw Explain(failure);
        }
    }

    public IReadOnlyList<TableColumn> Columns => columns;

    /// <summary>Rows given so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows left out so far because a value is missing.</summary>
    public long Dropped { get; private set; }

    /// <summary>Missing values so far in each column.</summary>
    public IReadOnlyList<long> Missing => missing;

    /// <inheritdoc/>
    /// <exception cref="TableException">
    /// The file is damaged, a value is not a number, there are no rows, or at its end every row was dropped.
    /// </exception>
    public int Read(Span<double> block, int stride)
    {
        var filled = 0;
        try
        {
            while (filled < stride && !ended)
            {
                if (position == result.Count && !NextChunk()) break;
                var count = Math.Min(Math.Min(result.Count - position, stride - filled), ChunkRows);
                filled += Copy(block, stride, filled, count);
                position += count;
            }
        }
        catch (QueryFailedException failure)
        {
            throw Explain(failure);
        }
        Rows += filled;
        if (ended && Rows == 0) throw Nothing();
        return filled;
    }

    public void Dispose() => result.Dispose();

    private bool NextChunk()
    {
        ended = !result.MoveNext();
        position = 0;
        return !ended;
    }

    /// <summary>Copies the complete ones of the next <paramref name="count"/> rows and returns how many they are.</summary>
    private int Copy(Span<double> block, int stride, int filled, int count)
    {
        var marks = complete.AsSpan(0, count);
        marks.Fill(true);
        for (var j = 0; j < columns.Length; j++) Mark(marks, j);
        var kept = marks.Count(true);
        Dropped += count - kept;
        for (var j = 0; j < columns.Length; j++)
        {
            var values = result.Doubles(j).Slice(position, count);
            var target = block.Slice(j * stride + filled, kept);
            if (kept == count) values.CopyTo(target);
            else CopyMarked(values, marks, target);
        }
        return kept;
    }

    private void Mark(Span<bool> marks, int column)
    {
        var values = result.Doubles(column).Slice(position, marks.Length);
        var validity = result.Validity(column);
        if (validity.IsEmpty && double.IsFinite(Vectors.LargestMagnitude(values))) return;
        for (var i = 0; i < marks.Length; i++)
        {
            var row = position + i;
            var present = validity.IsEmpty || (validity[row >> 6] >> (row & 63) & 1) != 0;
            if (present && double.IsFinite(values[i])) continue;
            marks[i] = false;
            missing[column]++;
        }
    }

    private static void CopyMarked(ReadOnlySpan<double> values, ReadOnlySpan<bool> marks, Span<double> target)
    {
        var next = 0;
        for (var i = 0; i < marks.Length; i++)
            if (marks[i]) target[next++] = values[i];
    }

    private TableException Nothing()
    {
        if (Dropped == 0) return TableErrors.NoRows(file.Path, [.. file.Columns.Select(column => column.Name)]);
        var emptiest = Array.IndexOf(missing, missing.Max());
        return TableErrors.AllDropped(file.Path, Dropped, columns[emptiest].Name, missing[emptiest]);
    }

    private TableException Explain(QueryFailedException failure) =>
        NonNumericValue.Find(database, file, columns, failure.Message, cancellation) ?? file.Explain(failure.Message);
}
