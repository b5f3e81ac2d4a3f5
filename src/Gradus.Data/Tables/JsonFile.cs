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

    private static TableException Explain(string path, string message) =>
        message.Contains("Malformed JSON", StringComparison.Ordinal)
            ? TableErrors.NotThatFormat(path, "JSON")
            : TableErrors.Other(path, message);
}
