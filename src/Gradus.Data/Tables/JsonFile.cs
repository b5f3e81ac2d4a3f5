namespace Gradus.Data;

/// <summary>
/// JSON objects: one a line, or (in a .json file) also an array of them. Names and types are found from the first 20,480.
/// </summary>
internal sealed class JsonFile : TableFile
{
    public required string Format { get; init; }

    public static JsonFile Open(Database database, string path, string quoted, string format)
    {
        try
        {
            var columns = Describe(database, $"read_json({quoted}, hive_partitioning = false, format = '{format}')");
            return new JsonFile { Path = path, Quoted = quoted, Format = format, Columns = columns };
        }
        catch (QueryFailedException failure)
        {
            throw Explain(path, failure.Message);
        }
    }

    public override string Numbers(IReadOnlyList<TableColumn> columns) =>
        From(columns, column => column.IsBoolean ? "BOOLEAN" : "DOUBLE");

    public override string Raw(IReadOnlyList<TableColumn> columns) => From(columns, _ => "VARCHAR");

    public override TableException Explain(string message) => Explain(Path, message);

    private string From(IReadOnlyList<TableColumn> columns, Func<TableColumn, string> type) =>
        $"read_json({Quoted}, hive_partitioning = false, format = '{Format}', "
        + $"columns = {Types(columns.Select(column => (column.Name, type(column))))})";

    private static TableException Explain(string path, string message) =>
        message.Contains("Malformed JSON", StringComparison.Ordinal)
            ? TableErrors.NotThatFormat(path, "JSON")
            : TableErrors.Other(path, message);
}
