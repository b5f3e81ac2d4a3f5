using System.Globalization;

namespace Gradus.Data;

/// <summary>A Parquet file: it carries its own names and types.</summary>
internal sealed class ParquetFile : TableFile
{
    public static ParquetFile Open(Database database, TablePath path)
    {
        foreach (var file in path.Files) ParquetFooter.Check(path.NameOf(file), file);
        try
        {
            return new ParquetFile { Path = path.Given, Quoted = path.Quoted, Columns = Describe(database, From(path.Quoted)) };
        }
        catch (QueryFailedException failure)
        {
            throw Explain(path.Given, failure.Message);
        }
    }

    public override string Typed(IReadOnlyList<ColumnReading> columns) => From(Quoted);

    public override RowCount? CountRows(Database database, TablePath path, CancellationToken cancellation)
    {
        using var rows = database.Query($"SELECT count(*)::VARCHAR FROM {From(Quoted)}", cancellation);
        return rows.MoveNext() ? new RowCount(long.Parse(rows.Text(0, 0)!, CultureInfo.InvariantCulture), IsExact: true) : null;
    }

    public override string Raw(IReadOnlyList<TableColumn> columns) => From(Quoted);

    public override TableException Explain(string message) => Explain(Path, message);

    private static string From(string quoted) => $"read_parquet({quoted}, hive_partitioning = false)";

    private static TableException Explain(string path, string message) =>
        message.Contains("magic bytes", StringComparison.OrdinalIgnoreCase)
        || message.Contains("too small to be a Parquet file", StringComparison.Ordinal)
            ? TableErrors.NotThatFormat(path, "Parquet")
            : TableErrors.Other(path, message);
}
