using System.Text;
using System.Text.RegularExpressions;

namespace Gradus.Data;

/// <summary>A CSV file, its dialect (separator, quotes, header, comments) found by DuckDB from the first 20,480 rows.</summary>
internal sealed partial class CsvFile : TableFile
{
    /// <summary>What stands for a missing value, besides nothing at all.</summary>
    private static readonly string[] MissingMarks = ["", "NA", "N/A", "#N/A", "NULL", "null", "None"];

    private static readonly byte[][] MissingBytes = [.. MissingMarks.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Separators DuckDB tries; the order breaks ties.</summary>
    private static readonly string[] Separators = [",", ";", "\t", "|"];

    public required CsvDialect Dialect { get; init; }

    public static CsvFile Open(Database database, TablePath path)
    {
        var (dialect, columns) = Sniff(database, path.NameOf(path.Files[0]), Sql.Path(path.Files[0]));
        var file = new CsvFile { Path = path.Given, Quoted = path.Quoted, Dialect = dialect, Columns = columns };
        if (columns.Count == 1) file.RefuseRaggedLines(database);
        // Columns of CSV go by their place: a file with others, or in another order, would be read wrongly without a word.
        foreach (var other in path.Files.Skip(1))
        {
            var (_, names) = Sniff(database, path.NameOf(other), Sql.Path(other));
            if (!names.Select(column => column.Name).SequenceEqual(columns.Select(column => column.Name)))
                throw TableErrors.OtherColumns(path.NameOf(path.Files[0]), path.NameOf(other));
        }
        return file;
    }

    public static bool IsMissingMark(ReadOnlySpan<byte> text)
    {
        foreach (var mark in MissingBytes)
            if (text.SequenceEqual(mark)) return true;
        return false;
    }

    public override PlainLayout? Plain(TablePath path, IReadOnlyList<ColumnReading> columns, long leastBytes)
    {
        if (path.Bytes < leastBytes || path.Files.Any(file => HasEnding(file, ".gz"))) return null;
        var isPlain = Dialect is { Delimiter: [',' or ';' or '\t' or '|'], Comment: "" }
            && columns.All(column => column.Kind == ColumnKind.Number && column.Column.Kind == ColumnKind.Number);
        if (!isPlain) return null;
        var places = columns.Select((column, place) => (column.Name, place)).ToDictionary();
        return new PlainLayout(
            (byte)Dialect.Delimiter[0], [.. Columns.Select(column => places.GetValueOrDefault(column.Name, -1))],
            [.. columns.Select(column => column.IsRequired)], Dialect.HasHeader);
    }

    public override string Typed(IReadOnlyList<ColumnReading> columns)
    {
        // Numeric columns are read as DOUBLE whatever the first rows look like: an integer column may have decimals further
        // down.
        var used = columns.ToDictionary(column => column.Name, column => column.TextType);
        return From(Dialect, Columns.Select(column => (column.Name, used.GetValueOrDefault(column.Name, "VARCHAR"))));
    }

    /// <summary>Without a cast where there is nothing to cast: DuckDB plans 10,000 casts in half a second.</summary>
    public override string Expression(ColumnReading column) =>
        column.Kind is ColumnKind.Number or ColumnKind.Text ? Sql.Name(column.Name) : base.Expression(column);

    public override RowCount? CountRows(Database database, TablePath path, CancellationToken cancellation) =>
        // A quoted line feed makes a line too many: near enough for a plan.
        EstimateLines(path, Dialect.HasHeader ? 1 : 0) is { } count ? count with { IsExact = false } : null;

    public override string Raw(IReadOnlyList<TableColumn> columns) =>
        From(Dialect, Columns.Select(column => (column.Name, "VARCHAR")));

    public override TableException Explain(string message) => Explain(Path, message);

    private string From(CsvDialect dialect, IEnumerable<(string, string)> types) =>
        $"read_csv({Quoted}, hive_partitioning = false, auto_detect = false, skip = 0, {dialect.Options}, "
        + $"nullstr = {Sql.List(MissingMarks)}, columns = {Types(types)})";

    private static (CsvDialect, List<TableColumn>) Sniff(Database database, string path, string quoted)
    {
        // Quotes as RFC 4180 has them first: trying every kind of quote takes six times as long, seconds at 10,000 columns.
        const string Standard = ", quote = '\"', escape = '\"'";
        try
        {
            return SniffNames(database, quoted, Standard);
        }
        catch (QueryFailedException)
        {
            try
            {
                return SniffNames(database, quoted, "");
            }
            catch (QueryFailedException failure)
            {
                throw Explain(path, failure.Message);
            }
        }
    }

    private static (CsvDialect, List<TableColumn>) SniffNames(Database database, string quoted, string quotes)
    {
        var (dialect, columns) = SniffOnce(database, quoted, $"{quotes}, nullstr = {Sql.List(MissingMarks)}");
        // DuckDB takes a header cell NA for a missing name: ask for the names once more, without missing marks.
        if (dialect.HasHeader && columns.Any(column => PlaceholderName().IsMatch(column.Name)))
        {
            var (again, named) = SniffOnce(database, quoted, quotes);
            if (again.HasHeader && named.Count == columns.Count)
                columns = [.. columns.Zip(named, (column, name) => column with { Name = name.Name })];
        }
        return (dialect, columns);
    }

    private static (CsvDialect, List<TableColumn>) SniffOnce(Database database, string quoted, string options)
    {
        // skip = 0: left to itself, DuckDB may skip a header that does not match the rows below it.
        using var rows = database.Query(
            "SELECT Delimiter, Quote, Escape, Comment, HasHeader::VARCHAR, c.name, c.type "
            + $"FROM (SELECT *, unnest(Columns) AS c FROM sniff_csv({quoted}, hive_partitioning = false, skip = 0{options}))");
        CsvDialect? dialect = null;
        var columns = new List<TableColumn>();
        while (rows.MoveNext())
            for (var i = 0; i < rows.Count; i++)
            {
                dialect ??= CsvDialect.From(rows.Text(0, i), rows.Text(1, i), rows.Text(2, i), rows.Text(3, i), rows.Text(4, i));
                columns.Add(Column(rows.Text(5, i)!, rows.Text(6, i)!));
            }
        return (dialect ?? throw new QueryFailedException("no columns found"), columns);
    }

    /// <summary>
    /// When one line has fewer values than the others, no separator fits all lines and DuckDB takes the file for a single
    /// column. If both the header and the first row hold a separator, reading with that separator tells which line is wrong.
    /// </summary>
    private void RefuseRaggedLines(Database database)
    {
        var name = Columns[0].Name;
        var separator = Separators.MaxBy(candidate => name.Split(candidate).Length)!;
        var parts = name.Split(separator).Length;
        if (parts == 1 || FirstValue(database)?.Contains(separator, StringComparison.Ordinal) != true) return;
        var dialect = Dialect with { Delimiter = separator, HasHeader = true };
        try
        {
            using var rows = database.Query(
                $"SELECT count(*) FROM {From(dialect, Enumerable.Range(0, parts).Select(i => ($"c{i}", "VARCHAR")))}");
            while (rows.MoveNext()) { }
        }
        catch (QueryFailedException failure)
        {
            throw Explain(Path, failure.Message);
        }
    }

    private string? FirstValue(Database database)
    {
        using var rows = database.Query($"SELECT {Sql.Name(Columns[0].Name)} FROM {Raw(Columns)} LIMIT 1");
        return rows.MoveNext() ? rows.Text(0, 0) : null;
    }

    private static TableException Explain(string path, string message)
    {
        var line = LineNumber().Match(message) is { Success: true } found ? found.Groups[1].Value : "1";
        var counts = ColumnCounts().Match(message);
        if (counts.Success) return TableErrors.Ragged(path, line, counts.Groups[1].Value, counts.Groups[2].Value);
        if (message.Contains("unterminated quote", StringComparison.Ordinal)) return TableErrors.UnclosedQuote(path, line);
        if (message.Contains("not utf-8 encoded", StringComparison.Ordinal)) return TableErrors.NotUtf8(path, line);
        if (message.Contains("Error when sniffing file", StringComparison.Ordinal)) return TableErrors.NoCsvDialect(path);
        return TableErrors.Other(path, message);
    }

    [GeneratedRegex(@"^column\d+$")]
    private static partial Regex PlaceholderName();

    [GeneratedRegex(@"CSV Error on Line: (\d+)")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"Expected Number of Columns: (\d+) Found: (\d+)")]
    private static partial Regex ColumnCounts();
}
