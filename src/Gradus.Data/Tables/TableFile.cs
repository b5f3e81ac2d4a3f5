namespace Gradus.Data;

/// <summary>A file of one format: its columns, and how DuckDB is told to read them.</summary>
internal abstract class TableFile
{
    /// <summary>The path as the caller wrote it, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The path, or the list of paths, quoted for DuckDB.</summary>
    public required string Quoted { get; init; }

    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The FROM clause that offers <paramref name="columns"/>; a file of text in the types they are read as.</summary>
    public abstract string Typed(IReadOnlyList<ColumnReading> columns);

    /// <summary>The expression that makes of what <see cref="Typed"/> offers what a scan reads.</summary>
    public virtual string Expression(ColumnReading column) => column.Expression;

    /// <summary>
    /// The FROM clause that offers <paramref name="columns"/> as the file has them: text, where the file is text.
    /// </summary>
    public abstract string Raw(IReadOnlyList<TableColumn> columns);

    /// <summary>Rows, if they can be told without reading everything.</summary>
    public virtual RowCount? CountRows(Database database, TablePath path, CancellationToken cancellation) => null;

    /// <summary>How to read the columns without DuckDB; null where only DuckDB can.</summary>
    public virtual PlainLayout? Plain(TablePath path, IReadOnlyList<ColumnReading> columns, long leastBytes) => null;

    /// <summary>DuckDB's message in one clear line.</summary>
    public virtual TableException Explain(string message) => TableErrors.Other(Path, message);

    /// <summary>
    /// Recognizes the format by the file's ending (a following .gz set aside); what has none of the known endings is CSV.
    /// </summary>
    /// <exception cref="TableException">The file cannot be understood.</exception>
    public static TableFile Recognize(Database database, TablePath path, CancellationToken cancellation)
    {
        foreach (var file in path.Files)
        {
            // DuckDB would unpack zstd too, but nobody could tell whether such a file is whole.
            if (HasEnding(file, ".zst")) throw TableErrors.Zstd(path.NameOf(file));
            if (HasEnding(file, ".gz")) GzipFile.Check(path.NameOf(file), file, cancellation);
        }
        var ending = Ending(path.Files[0]);
        if (path.Files.FirstOrDefault(file => Ending(file) != ending) is { } other)
            throw TableErrors.SeveralFormats(path.Given, path.NameOf(path.Files[0]), path.NameOf(other));
        return ending switch
        {
            ".parquet" => ParquetFile.Open(database, path),
            ".jsonl" or ".ndjson" => JsonFile.Open(database, path, "newline_delimited"),
            ".json" => JsonFile.Open(database, path, "auto"),
            _ => CsvFile.Open(database, path),
        };
    }

    /// <summary>The ending that tells the format; empty for CSV.</summary>
    private static string Ending(string file)
    {
        var name = HasEnding(file, ".gz") ? System.IO.Path.GetFileNameWithoutExtension(file) : file;
        var ending = System.IO.Path.GetExtension(name).ToLowerInvariant();
        return ending is ".parquet" or ".jsonl" or ".ndjson" or ".json" ? ending : "";
    }

    /// <summary>The columns of a FROM clause by DuckDB's own account.</summary>
    protected static List<TableColumn> Describe(Database database, string from)
    {
        var columns = new List<TableColumn>();
        using var rows = database.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {from})");
        while (rows.MoveNext())
            for (var i = 0; i < rows.Count; i++)
                columns.Add(Column(rows.Text(0, i)!, rows.Text(1, i)!));
        return columns;
    }

    /// <exception cref="QueryFailedException">DuckDB takes a statement as text that ends at a NUL.</exception>
    protected static TableColumn Column(string name, string type) => name.Contains('\0')
        ? throw new QueryFailedException("the name of a column holds the character NUL, which no query can hold")
        : new TableColumn(name, type);

    /// <summary>Lines of files of text, from their size and the length of the first lines; null for packed files.</summary>
    protected static RowCount? EstimateLines(TablePath path, int headerLines)
    {
        if (path.Files.Any(file => HasEnding(file, ".gz"))) return null;
        using var file = File.OpenRead(path.Files[0]);
        var sample = new byte[1 << 20];
        var length = file.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        var lines = sample.AsSpan(0, length).Count((byte)'\n');
        if (length == path.Bytes)
            return new RowCount(lines + (sample[length - 1] == '\n' ? 0 : 1) - headerLines, IsExact: true);
        return lines == 0 ? null : new RowCount((long)(path.Bytes * ((double)lines / length)), IsExact: false);
    }

    /// <summary>A struct that gives each column a type: {'name': 'TYPE', ...}.</summary>
    protected static string Types(IEnumerable<(string Name, string Type)> columns) =>
        $"{{{string.Join(", ", columns.Select(column => $"{Sql.Text(column.Name)}: '{column.Type}'"))}}}";

    protected static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
