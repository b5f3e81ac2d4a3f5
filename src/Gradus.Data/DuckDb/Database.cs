using DuckDB.NET.Native;

namespace Gradus.Data;

/// <summary>
/// An in-memory DuckDB that may open the files it was made for and nothing else: no other file, no network, no extension. One
/// made for queries may open whatever file a query names.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>While a CSV file is read, a column takes about 0.1 MB whatever it holds.</summary>
    private const int ColumnsOfMegabyte = 8;

    private readonly DuckDBDatabase handle;

    private Database(DuckDBDatabase handle) => this.handle = handle;

    /// <param name="paths">The full paths of the files that queries may read.</param>
    public static Database For(IReadOnlyList<string> paths)
    {
        var allowed = string.Join(", ", paths.SelectMany(path => new[] { Sql.Text(path), Sql.Path(path) }));
        return Open([$"SET allowed_paths = [{allowed}]", "SET enable_external_access = false"]);
    }

    public static Database ForQueries() => Open([]);

    /// <summary>Says what DuckDB may take, in any case what it needs for so many columns.</summary>
    /// <param name="megabytes">0 for its own choice, most of the machine's memory.</param>
    public void Limit(int megabytes, int columns)
    {
        if (megabytes > 0) Run($"SET memory_limit = '{Math.Max(megabytes, columns / ColumnsOfMegabyte)}MB'");
        Run("SET lock_configuration = true");
    }

    private static Database Open(IEnumerable<string> access)
    {
        if (!NativeMethods.Startup.DuckDBOpen(":memory:", out var handle).IsSuccess())
            throw new QueryFailedException("DuckDB did not start.");
        var database = new Database(handle);
        try
        {
            database.Run("SET autoinstall_known_extensions = false");
            database.Run("SET autoload_known_extensions = false");
            database.Run("SET temp_directory = ''");
            // The default of 1 MB keeps all threads but one waiting for the consumer.
            database.Run("SET streaming_buffer_size = '64MB'");
            foreach (var statement in access) database.Run(statement);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Starts a query; its rows come in file order.</summary>
    /// <exception cref="QueryFailedException">DuckDB refuses the statement.</exception>
    public QueryResult Query(string sql, CancellationToken cancellation = default) =>
        Aside.Run(() => QueryResult.Start(handle, sql, cancellation), cancellation);

    /// <summary>A connection of the caller's own.</summary>
    /// <exception cref="QueryFailedException">DuckDB gives none.</exception>
    public DuckDBNativeConnection Connect() => NativeMethods.Startup.DuckDBConnect(handle, out var connection).IsSuccess()
        ? connection
        : throw new QueryFailedException("DuckDB gave no connection.");

    /// <summary>Runs a statement to its end.</summary>
    public void Run(string sql)
    {
        using var result = Query(sql);
        while (result.MoveNext()) { }
    }

    public void Dispose() => handle.Dispose();
}
