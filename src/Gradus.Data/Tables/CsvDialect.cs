namespace Gradus.Data;

/// <summary>How a CSV file is written.</summary>
internal sealed record CsvDialect(string Delimiter, string Quote, string Escape, string Comment, bool HasHeader)
{
    /// <summary>What DuckDB's sniffer says where it saw no quotes or comments.</summary>
    private const string None = "(empty)";

    public static CsvDialect From(string? delimiter, string? quote, string? escape, string? comment, string? hasHeader) => new(
        delimiter is null or None ? "," : delimiter,
        // No quotes in the first rows says nothing about the rest.
        quote is null or None ? "\"" : quote,
        escape is null or None ? "\"" : escape,
        comment is null or None ? "" : comment,
        hasHeader == "true");

    /// <summary>The options of DuckDB's read_csv.</summary>
    public string Options =>
        $"delim = {Sql.Text(Delimiter)}, quote = {Sql.Text(Quote)}, escape = {Sql.Text(Escape)}, "
        + $"comment = {Sql.Text(Comment)}, header = {(HasHeader ? "true" : "false")}";
}
