namespace Gradus.Data;

/// <summary>A Parquet file: it carries its own names and types.</summary>
internal sealed class ParquetFile : TableFile
{
    public static ParquetFile Open(Database database, string path, string quoted)
    {
        try
        {
            return new ParquetFile { Path = path, Quoted = quoted, Columns = Describe(database, From(quoted)) };
        }
        catch (QueryFailedException failure)
        {
            throw Explain(path, failure.Message);
        }
    }

    public override string Numbers(IReadOnlyList<TableColumn> columns) => From(Quoted);

    public override string Raw(IReadOnlyList<TableColumn> columns) => From(Quoted);

    public override TableException Explain(string message) => Explain(Path, message);

    private static string From(string quoted) => $"read_parquet({quoted}, hive_partitioning = false)";

    private static TableException Explain(string path, string message) =>
        message.Contains("magic bytes", StringComparison.OrdinalIgnoreCase)
        || message.Contains("too small to be a Parquet file", StringComparison.Ordinal)
            ? TableErrors.NotThatFormat(path, "Parquet")
            : TableErrors.Other(path, message);
}
