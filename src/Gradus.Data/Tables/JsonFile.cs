namespace Gradus.Data;

/// <summary>
/// JSON objects: one a line, or (in a .json file) also an array of them. Names and types are found from the first 20,480.
/// </summary>
internal sealed class JsonFile : TableFile
{
    public required string Format { get; init; }

    public static JsonFile Open(Database database, TablePath path, string format)
    {
        try
        {
            // DuckDB takes an array that ends too early for a whole one.
            if (path.Files.FirstOrDefault(file => !IsClosed(file)) is { } file)
                throw TableErrors.NotThatFormat(path.NameOf(file), "JSON");
            var columns = Describe(database, $"read_json({path.Quoted}, hive_partitioning = false, format = '{format}')");
            return new JsonFile { Path = path.Given, Quoted = path.Quoted, Format = format, Columns = columns };
        }
        catch (QueryFailedException failure)
        {
            throw Explain(path.Given, failure.Message);
        }
    }

    public override string Typed(IReadOnlyList<ColumnReading> columns) =>
        From(columns.Select(column => (column.Name, column.TextType)));

    public override RowCount? CountRows(Database database, TablePath path, CancellationToken cancellation) =>
        Format == "newline_delimited" ? EstimateLines(path, headerLines: 0) : null;

    public override string Raw(IReadOnlyList<TableColumn> columns) => From(columns.Select(column => (column.Name, "VARCHAR")));

    public override TableException Explain(string message) => Explain(Path, message);

    private string From(IEnumerable<(string, string)> types) =>
        $"read_json({Quoted}, hive_partitioning = false, format = '{Format}', columns = {Types(types)})";

    /// <summary>Whether a file that begins with a bracket ends with one. What gzip packs, it keeps whole itself.</summary>
    private static bool IsClosed(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        int first;
        do first = stream.ReadByte();
        while (IsBlank(first));
        if (first != '[') return true;
        for (var at = stream.Length - 1; at > 0; at--)
        {
            stream.Position = at;
            var last = stream.ReadByte();
            if (!IsBlank(last)) return last == ']';
        }
        return false;
    }

    // The byte order mark counts as blank.
    private static bool IsBlank(int character) => character is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF;

    private static TableException Explain(string path, string message) =>
        message.Contains("Malformed JSON", StringComparison.Ordinal)
            ? TableErrors.NotThatFormat(path, "JSON")
            : TableErrors.Other(path, message);
}
