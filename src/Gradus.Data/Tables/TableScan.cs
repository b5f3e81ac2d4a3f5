namespace Gradus.Data;

/// <summary>
/// One pass over some columns of a table, in file order. A row that lacks a value in one of these columns is dropped and
/// counted; NaN and infinities (also a number beyond the range of a double, such as 1e400) count as missing.
/// </summary>
public sealed class TableScan : ICountingCursor
{
    private readonly Database database;
    private readonly TableFile file;
    private readonly ColumnReading[] readings;
    private readonly double[]?[] levels;
    private readonly CancellationToken cancellation;
    private readonly QueryResult result;
    private readonly long[] missing;
    private readonly bool[] complete = new bool[ChunkRows];
    private int position;
    private bool ended;

    /// <summary>DuckDB's own chunk; a row's mark is kept while its columns are looked at.</summary>
    private const int ChunkRows = 2048;

    internal TableScan(
        Database database, TableFile file, IReadOnlyList<ColumnReading> readings, CancellationToken cancellation)
    {
        this.database = database;
        this.file = file;
        this.readings = [.. readings];
        this.cancellation = cancellation;
        Columns = [.. readings.Select(reading => reading.Column)];
        missing = new long[readings.Count];
        levels = [.. readings.Select(reading => reading.Kind == ColumnKind.Text ? new double[ChunkRows] : null)];
        var selected = readings.Select(file.Expression);
        var query = $"SELECT {string.Join(", ", selected)} FROM {file.Typed(readings)}";
        try
        {
            result = database.Query(query, cancellation);
        }
        catch (QueryFailedException failure)
        {
            throw Explain(failure);
        }
    }

    public IReadOnlyList<TableColumn> Columns { get; }

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
        if (ended) return false;
        for (var j = 0; j < readings.Length; j++)
            if (levels[j] is { } numbers) result.Number(j, readings[j].Levels!, numbers);
        return true;
    }

    private ReadOnlySpan<double> Values(int column, int count) =>
        levels[column] is { } numbers ? numbers.AsSpan(position, count) : result.Doubles(column).Slice(position, count);

    /// <summary>Copies the complete ones of the next <paramref name="count"/> rows and returns how many they are.</summary>
    private int Copy(Span<double> block, int stride, int filled, int count)
    {
        var marks = complete.AsSpan(0, count);
        marks.Fill(true);
        for (var j = 0; j < readings.Length; j++) Mark(marks, j);
        var kept = marks.Count(true);
        Dropped += count - kept;
        for (var j = 0; j < readings.Length; j++)
        {
            var values = Values(j, count);
            var target = block.Slice(j * stride + filled, kept);
            if (kept == count) values.CopyTo(target);
            else CopyMarked(values, marks, target);
            if (!readings[j].IsRequired) FillMissing(j, marks, target);
        }
        return kept;
    }

    private void Mark(Span<bool> marks, int column)
    {
        var values = Values(column, marks.Length);
        var validity = result.Validity(column);
        if (validity.IsEmpty && double.IsFinite(Vectors.LargestMagnitude(values))) return;
        for (var i = 0; i < marks.Length; i++)
        {
            if (IsPresent(validity, i) && double.IsFinite(values[i])) continue;
            if (readings[column].IsRequired) marks[i] = false;
            missing[column]++;
        }
    }

    private bool IsPresent(ReadOnlySpan<ulong> validity, int row)
    {
        row += position;
        return validity.IsEmpty || (validity[row >> 6] >> (row & 63) & 1) != 0;
    }

    private void FillMissing(int column, ReadOnlySpan<bool> marks, Span<double> target)
    {
        var validity = result.Validity(column);
        if (validity.IsEmpty && double.IsFinite(Vectors.LargestMagnitude(target))) return;
        var next = 0;
        for (var i = 0; i < marks.Length; i++)
        {
            if (!marks[i]) continue;
            if (!IsPresent(validity, i) || !double.IsFinite(target[next])) target[next] = double.NaN;
            next++;
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
        return TableErrors.AllDropped(file.Path, Dropped, readings[emptiest].Name, missing[emptiest]);
    }

    private TableException Explain(QueryFailedException failure) =>
        NonNumericValue.Find(database, file, readings, failure.Message, cancellation) ?? file.Explain(failure.Message);
}
