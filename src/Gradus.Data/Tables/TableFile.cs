namespace Gradus.Data;

/// <summary>A file of one format: its columns, and how DuckDB is told to read them.</summary>
internal abstract class TableFile
{
    /// <summary>The path as the caller wrote it, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The path quoted for DuckDB.</summary>
    public required string Quoted { get; init; }

    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The FROM clause that offers <paramref name="columns"/> as numbers (booleans as booleans).</summary>
    public abstract string Numbers(IReadOnlyList<TableColumn> columns);

    /// <summary>The expression that makes a DOUBLE of what <see cref="Numbers"/> offers.</summary>
    public virtual string Number(TableColumn column) => $"CAST({Sql.Name(column.Name)} AS DOUBLE)";

    /// <summary>
    /// The FROM clause that offers <paramref name="columns"/> as the file has them: text, where the file is text.
    /// </summary>
    public abstract string Raw(IReadOnlyList<TableColumn> columns);

    /// <summary>DuckDB's message in one clear line.</summary>
    public virtual TableException Explain(string message) => TableErrors.Other(Path, message);

    /// <summary>
    /// Recognizes the format by the file's ending (a following .gz set aside); what has none of the known endings is CSV.
    /// </summary>
    /// <exception cref="TableException">The file cannot be understood.</exception>
    public static TableFile Recognize(Database database, string path, string fullPath, CancellationToken cancellation)
    {
        var name = System.IO.Path.GetFileName(fullPath);
        // DuckDB would unpack zstd too, but nobody could tell whether such a file is whole.
        if (HasEnding(name, ".zst")) throw TableErrors.Zstd(path);
        if (HasEnding(name, ".gz"))
        {
            GzipFile.Check(path, fullPath, cancellation);
            name = System.IO.Path.GetFileNameWithoutExtension(name);
        }
        var quoted = Sql.Path(fullPath);
        if (HasEnding(name, ".parquet")) return ParquetFile.Open(database, path, quoted);
        if (HasEnding(name, ".jsonl") || HasEnding(name, ".ndjson") || HasEnding(name, ".json"))
            return JsonFile.Open(database, path, quoted, HasEnding(name, ".json") ? "auto" : "newline_delimited");
        return CsvFile.Open(database, path, quoted);
    }

    /// <summary>The columns of a FROM clause by DuckDB's own account.</summary>
    protected static List<TableColumn> Describe(Database database, string from)
    {
        var columns = new List<TableColumn>();
        using var rows = database.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {from})");
        while (rows.MoveNext())
            for (var i = 0; i < rows.Count; i++)
                columns.Add(new TableColumn(rows.Text(0, i)!, rows.Text(1, i)!));
        return columns;
    }

    /// <summary>A struct that gives each column a type: {'name': 'TYPE', ...}.</summary>
    protected static string Types(IEnumerable<(string Name, string Type)> columns) =>
        $"{{{string.Join(", ", columns.Select(column => $"{Sql.Text(column.Name)}: '{column.Type}'"))}}}";

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
