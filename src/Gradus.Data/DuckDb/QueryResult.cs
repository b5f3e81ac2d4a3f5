using System.Text;
using DuckDB.NET.Native;

namespace Gradus.Data;

/// <summary>The rows of a query, a chunk of columns (2,048 rows) at a time, read where DuckDB put them.</summary>
/// <remarks>Each result has a connection of its own, so that several can be read at the same time.</remarks>
internal sealed unsafe class QueryResult : IDisposable
{
    private const int InlineTextLength = 12;

    private readonly DuckDBNativeConnection connection;
    private readonly Interruption interruption;
    private readonly CancellationToken cancellation;
    private DuckDBPreparedStatement? statement;
    private DuckDBResult result;
    private bool executed;
    private DuckDBDataChunk? chunk;

    private QueryResult(DuckDBNativeConnection connection, CancellationToken cancellation)
    {
        this.connection = connection;
        this.cancellation = cancellation;
        interruption = new Interruption(connection, cancellation);
    }

    /// <summary>Rows in the chunk now held.</summary>
    public int Count { get; private set; }

    public static QueryResult Start(DuckDBDatabase database, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!NativeMethods.Startup.DuckDBConnect(database, out var connection).IsSuccess())
            throw new QueryFailedException("DuckDB gave no connection.");
        var query = new QueryResult(connection, cancellation);
        try
        {
            query.Execute(sql);
            return query;
        }
        catch
        {
            query.Dispose();
            throw;
        }
    }

    private void Execute(string sql)
    {
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out statement);
        if (!prepared.IsSuccess()) throw Failure(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
        var state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result);
        executed = true;
        if (!state.IsSuccess()) throw Failure(NativeMethods.Query.DuckDBResultError(ref result));
    }

    /// <summary>Fetches the next chunk; false when there are no more rows.</summary>
    public bool MoveNext()
    {
        chunk?.Dispose();
        cancellation.ThrowIfCancellationRequested();
        chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
        Count = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        if (Count > 0) return true;
        var error = NativeMethods.Query.DuckDBResultError(ref result);
        if (!string.IsNullOrEmpty(error)) throw Failure(error);
        // An interrupted stream can also end without a word.
        cancellation.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>A DOUBLE column of the chunk; what it holds where the value is missing has no meaning.</summary>
    public ReadOnlySpan<double> Doubles(int column) =>
        new(NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)), Count);

    /// <summary>One bit a row, set where there is a value; empty when every row has one.</summary>
    public ReadOnlySpan<ulong> Validity(int column)
    {
        var mask = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));
        return mask is null ? default : new ReadOnlySpan<ulong>(mask, (Count + 63) / 64);
    }

    /// <summary>
    /// A VARCHAR value: length, then up to 12 bytes in place, or 4 and a pointer to all of them. Null where missing.
    /// </summary>
    public string? Text(int column, int row)
    {
        var validity = Validity(column);
        if (!validity.IsEmpty && (validity[row >> 6] >> (row & 63) & 1) == 0) return null;
        return Encoding.UTF8.GetString(TextBytes((byte*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)), row));
    }

    /// <summary>The level numbers of a VARCHAR column; where the value is missing, 0.</summary>
    public void Number(int column, LevelNumbers levels, Span<double> numbers)
    {
        var validity = Validity(column);
        var entries = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column));
        for (var row = 0; row < Count; row++)
        {
            var isPresent = validity.IsEmpty || (validity[row >> 6] >> (row & 63) & 1) != 0;
            numbers[row] = isPresent ? levels.Number(TextBytes(entries, row)) : 0;
        }
    }

    private static ReadOnlySpan<byte> TextBytes(byte* entries, int row)
    {
        var entry = entries + 16L * row;
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= InlineTextLength ? entry + 4 : *(byte**)(entry + 8), length);
    }

    private nint Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk!, column);

    private Exception Failure(string message) => cancellation.IsCancellationRequested
        ? new OperationCanceledException(cancellation)
        : new QueryFailedException(message);

    public void Dispose()
    {
        interruption.Dispose();
        chunk?.Dispose();
        if (executed) result.Close();
        executed = false;
        statement?.Dispose();
        connection.Dispose();
    }
}
