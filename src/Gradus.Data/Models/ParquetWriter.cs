using DuckDB.NET.Native;

namespace Gradus.Data;

/// <summary>A column of numbers, NaN for a missing one, written as a Parquet file by DuckDB.</summary>
/// <remarks>The rows are kept by DuckDB until <see cref="Finish"/>: 8 bytes each.</remarks>
internal sealed class ParquetWriter : IDisposable
{
    private readonly Database database;
    private readonly string path;
    private readonly string query;
    private readonly DuckDBNativeConnection connection;
    private readonly DuckDBAppender appender;

    /// <param name="column">The column's name.</param>
    /// <param name="levels">For a probability: the column holds the likelier of two values, and another the probability.</param>
    public ParquetWriter(string path, string column, IReadOnlyList<string>? levels)
    {
        this.path = path;
        var value = "CASE WHEN isnan(value) THEN NULL ELSE value END";
        query = levels is null
            ? $"SELECT {value} AS {Sql.Name(column)} FROM predictions"
            : "SELECT CASE WHEN isnan(value) THEN NULL "
                + $"WHEN value > 0.5 THEN {Sql.Text(levels[1])} ELSE {Sql.Text(levels[0])} END "
                + $"AS {Sql.Name(column)}, {value} AS probability FROM predictions";
        database = Database.For([path]);
        database.Run("CREATE TABLE predictions (value DOUBLE)");
        connection = database.Connect();
        if (!NativeMethods.Appender.DuckDBAppenderCreate(connection, null!, "predictions", out appender).IsSuccess())
            throw new QueryFailedException("DuckDB gave no appender.");
    }

    public void Append(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            NativeMethods.Appender.DuckDBAppendDouble(appender, value);
            NativeMethods.Appender.DuckDBAppenderEndRow(appender);
        }
    }

    /// <exception cref="TableException">The file cannot be written.</exception>
    public void Finish()
    {
        try
        {
            if (!NativeMethods.Appender.DuckDBAppenderFlush(appender).IsSuccess())
                throw new QueryFailedException("the rows do not fit in memory");
            database.Run($"COPY ({query}) TO {Sql.Text(path)} (FORMAT parquet)");
        }
        catch (QueryFailedException failure)
        {
            throw TableErrors.CannotWrite(failure.Message);
        }
    }

    public void Dispose()
    {
        appender.Dispose();
        connection.Dispose();
        database.Dispose();
    }
}
