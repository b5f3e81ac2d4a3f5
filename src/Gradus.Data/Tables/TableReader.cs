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
    /// <summary>The rows from which DuckDB finds the types of a file of text.</summary>
    private const int SampleRows = 20_480;

    private readonly Database database;
    private readonly TableFile file;
    private readonly NameIndex names;
    private readonly TablePath path;

    private TableReader(Database database, TableFile file, TablePath path)
    {
        this.database = database;
        this.file = file;
        this.path = path;
        names = new NameIndex([.. file.Columns.Select(column => column.Name)]);
    }

    /// <summary>The path as it was given.</summary>
    public string Path => file.Path;

    public IReadOnlyList<TableColumn> Columns => file.Columns;

    /// <summary>Opens a file, or several by a pattern with * ? or **, and finds the columns and their types.</summary>
    /// <param name="memoryMegabytes">What DuckDB may take; 0 for most of the machine's memory.</param>
    /// <exception cref="TableException">There is no such file, or it cannot be read as a table.</exception>
    /// <exception cref="OperationCanceledException">Within 0.2 s of the cancellation.</exception>
    public static TableReader Open(string path, CancellationToken cancellation = default, int memoryMegabytes = 0)
    {
        var files = TablePath.Find(path);
        return Aside.Run(() => OpenNow(files, memoryMegabytes, cancellation), cancellation);
    }

    /// <summary>Opens the result of a DuckDB query, which may name files: SELECT * FROM 'a.csv' WHERE x > 0.</summary>
    /// <exception cref="TableException">DuckDB refuses the query.</exception>
    public static TableReader OpenQuery(string sql, CancellationToken cancellation = default, int memoryMegabytes = 0) =>
        Aside.Run(() => OpenQueryNow(sql, memoryMegabytes), cancellation);

    /// <summary>Starts reading <paramref name="columns"/>, all when null, from the first row.</summary>
    /// <exception cref="TableException">A column is unknown, named twice, or not numeric by its type.</exception>
    /// <exception cref="ArgumentException">The list of columns is empty.</exception>
    public TableScan Scan(IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        var found = columns is null ? Columns : [.. columns.Select(Find)];
        if (found.Count == 0)
            throw new ArgumentException("TableReader.Scan: no columns named; name at least one, or pass null for all.");
        if (FirstTwice(found) is { } twice) throw TableErrors.ColumnTwice(twice.Name);
        var readings = found.Select(column => new ColumnReading(
            column, column.IsBoolean ? ColumnKind.Boolean : ColumnKind.Number)).ToList();
        foreach (var reading in readings)
            if (!reading.Column.IsNumeric && !reading.Column.IsText)
                throw NonNumericValue.Example(database, file, reading, cancellation);
        return new TableScan(database, file, readings, cancellation);
    }

    internal TableScan ScanAs(IReadOnlyList<ColumnReading> columns, CancellationToken cancellation) =>
        new(database, file, columns, cancellation);

    /// <summary>
    /// The same rows as <see cref="ScanAs"/> gives, faster; null where the table is not a large CSV file of numbers. It may
    /// throw <see cref="NotPlainException"/> at any row.
    /// </summary>
    /// <param name="leastBytes">The size from which a file is large.</param>
    /// <param name="pieceBytes">What is parsed at a time.</param>
    internal PlainScan? ScanPlain(
        IReadOnlyList<ColumnReading> columns, CancellationToken cancellation, long leastBytes = PlainScan.LeastBytes,
        int pieceBytes = PlainScan.PieceBytes) =>
        file.Plain(path, columns, leastBytes) is { } layout ? new PlainScan(path.Files, layout, cancellation, pieceBytes) : null;

    /// <summary>Rows, where the file says so itself or its size lets them be estimated; null where it does not.</summary>
    internal RowCount? CountRows(CancellationToken cancellation) => Explained(() => file.CountRows(database, path, cancellation));

    /// <summary>Which text columns have no value in the first rows, so that they may be numbers further down.</summary>
    internal IReadOnlyList<TableColumn> EmptyAtFirst(IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        if (columns.Count == 0) return [];
        var counts = string.Join(" || ',' || ", columns.Select(column => $"count({Sql.Name(column.Name)})"));
        return Explained<IReadOnlyList<TableColumn>>(() =>
        {
            using var rows = database.Query(
                $"SELECT {counts}::VARCHAR FROM (SELECT * FROM {file.Raw(columns)} LIMIT {SampleRows})", cancellation);
            if (!rows.MoveNext()) return [];
            var found = rows.Text(0, 0)!.Split(',');
            return [.. columns.Where((_, index) => found[index] == "0")];
        });
    }

    /// <exception cref="TableException">A file is not what it was when this reader was opened.</exception>
    internal void CheckUnchanged() => path.CheckUnchanged();

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

    private T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (QueryFailedException failure)
        {
            throw file.Explain(failure.Message);
        }
    }

    private static TableReader OpenNow(TablePath path, int memoryMegabytes, CancellationToken cancellation)
    {
        Database? database = null;
        try
        {
            database = Database.For(path.Files);
            var file = TableFile.Recognize(database, path, cancellation);
            database.Limit(memoryMegabytes, file.Columns.Count);
            return new TableReader(database, file, path);
        }
        catch (Exception failure)
        {
            database?.Dispose();
            if (failure is QueryFailedException) throw TableErrors.Other(path.Given, failure.Message);
            throw;
        }
    }

    private static TableReader OpenQueryNow(string sql, int memoryMegabytes)
    {
        var database = Database.ForQueries();
        try
        {
            var file = QueryFile.Open(database, sql);
            database.Limit(memoryMegabytes, file.Columns.Count);
            return new TableReader(database, file, TablePath.None);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
