namespace Gradus.Data;

/// <summary>
/// A table in a file, opened for reading in columnar chunks: CSV (its dialect sniffed by DuckDB), Parquet (.parquet) or JSON
/// (.jsonl, .ndjson, .json); CSV and JSON also packed (.gz).
/// </summary>
/// <remarks>
/// In CSV an empty cell and the marks NA, N/A, #N/A, NULL, null and None are missing values. Only the one file is ever opened.
/// A reader is safe to scan several times, also at the same time.
/// </remarks>
public sealed class TableReader : IDisposable
{
    private readonly Database database;
    private readonly TableFile file;
    private readonly NameIndex names;

    private TableReader(Database database, TableFile file)
    {
        this.database = database;
        this.file = file;
        names = new NameIndex([.. file.Columns.Select(column => column.Name)]);
    }

    /// <summary>The path as it was given.</summary>
    public string Path => file.Path;

    public IReadOnlyList<TableColumn> Columns => file.Columns;

    /// <summary>Opens a file and finds its columns and their types.</summary>
    /// <exception cref="TableException">There is no such file, or it cannot be read as a table.</exception>
    /// <exception cref="OperationCanceledException">Within 0.2 s of the cancellation.</exception>
    public static TableReader Open(string path, CancellationToken cancellation = default)
    {
        var fullPath = CheckFile(path);
        return Aside.Run(() => OpenNow(path, fullPath, cancellation), cancellation);
    }

    /// <summary>Starts reading <paramref name="columns"/>, all when null, from the first row.</summary>
    /// <exception cref="TableException">A column is unknown, named twice, or not numeric by its type.</exception>
    /// <exception cref="ArgumentException">The list of columns is empty.</exception>
    public TableScan Scan(IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        var found = columns is null ? Columns : [.. columns.Select(Find)];
        if (found.Count == 0)
            throw new ArgumentException("TableReader.Scan: no columns named; name at least one, or pass null for all.");
        if (FirstTwice(found) is { } twice) throw TableErrors.ColumnTwice(twice.Name);
        foreach (var column in found)
            if (!column.IsNumeric && !column.IsText)
                throw NonNumericValue.Example(database, file, column, cancellation);
        return new TableScan(database, file, found, cancellation);
    }

    /// <summary>
    /// The rows of <paramref name="columns"/> as a source for <see cref="LeastSquares"/>: each pass reads the file again.
    /// </summary>
    public IRowSource Rows(IReadOnlyList<string> columns) => new TableRows(this, columns);

    /// <summary>The column of this name: spelled as in the file or, if there is none, in another case.</summary>
    /// <exception cref="TableException">There is none; the message lists the columns and suggests one.</exception>
    public TableColumn Find(string name) => Columns[names.Find(name, Path)];

    public void Dispose() => database.Dispose();

    internal static TableColumn? FirstTwice(IEnumerable<TableColumn> columns)
    {
        var seen = new HashSet<string>();
        return columns.FirstOrDefault(column => !seen.Add(column.Name));
    }

    private static TableReader OpenNow(string path, string fullPath, CancellationToken cancellation)
    {
        Database? database = null;
        try
        {
            database = Database.For(fullPath);
            return new TableReader(database, TableFile.Recognize(database, path, fullPath, cancellation));
        }
        catch (Exception failure)
        {
            database?.Dispose();
            if (failure is QueryFailedException) throw TableErrors.Other(path, failure.Message);
            throw;
        }
    }

    private static string CheckFile(string path)
    {
        if (Directory.Exists(path)) throw TableErrors.Folder(path);
        if (!File.Exists(path)) throw TableErrors.NotFound(path);
        try
        {
            if (new FileInfo(path).Length == 0) throw TableErrors.Empty(path);
            using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw TableErrors.Unreadable(path, cause);
        }
        return System.IO.Path.GetFullPath(path);
    }
}
