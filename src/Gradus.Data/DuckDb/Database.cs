using DuckDB.NET.Native;

namespace Gradus.Data;

/// <summary>An in-memory DuckDB that may open one file and nothing else: no other file, no network, no extension.</summary>
internal sealed class Database : IDisposable
{
    private readonly DuckDBDatabase handle;

    private Database(DuckDBDatabase handle) => this.handle = handle;

    /// <param name="path">The full path of the one file that queries may read.</param>
    public static Database For(string path)
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
            database.Run($"SET allowed_paths = [{Sql.Text(path)}, {Sql.Path(path)}]");
            database.Run("SET enable_external_access = false");
            database.Run("SET lock_configuration = true");
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

    private void Run(string sql)
    {
        using var result = Query(sql);
        while (result.MoveNext()) { }
    }

    public void Dispose() => handle.Dispose();
}
