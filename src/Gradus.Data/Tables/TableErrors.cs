using System.Globalization;

namespace Gradus.Data;

/// <summary>Every error text about a table, in one place.</summary>
internal static class TableErrors
{
    private const int NamesShown = 20;
    private const int ValueShown = 40;

    public static TableException NotFound(string path) =>
        new($"Table '{path}' does not exist; check the name and the folder.");

    public static TableException Folder(string path) =>
        new($"Table '{path}' is a folder; name a CSV, Parquet or JSON file in it.");

    public static TableException Unreadable(string path, Exception cause) => cause is UnauthorizedAccessException
        ? new TableException($"Table '{path}' cannot be opened: permission to read it is missing; ask its owner for it.", cause)
        : new TableException($"Table '{path}' cannot be opened: {FirstLine(cause.Message).TrimEnd('.')}; "
            + "check the file and its disk.", cause);

    public static TableException Empty(string path) =>
        new($"Table '{path}' is empty (0 bytes); a header and at least one row of numbers are expected.");

    public static TableException NoRows(string path, IReadOnlyList<string> names) =>
        new($"Table '{path}' has a header ({Listed(names)}) and no rows; at least one row of numbers is expected.");

    public static TableException Ragged(string path, string line, string expected, string found) =>
        new($"Table '{path}', line {line}: {found} value{(found == "1" ? "" : "s")} found, {expected} expected; "
            + "the file may be cut short or damaged: repair or remove that line.");

    public static TableException UnclosedQuote(string path, string line) =>
        new($"Table '{path}', line {line}: a quote is opened and never closed; "
            + "the file may be cut short or damaged: repair or remove that line.");

    public static TableException NotUtf8(string path, string line) =>
        new($"Table '{path}', line {line}: the text is not UTF-8; save the file as UTF-8.");

    public static TableException NoMatch(string pattern) =>
        new($"Table '{pattern}': no file matches this pattern; check the names and the folder.");

    public static TableException SeveralFormats(string pattern, string first, string other) =>
        new($"Table '{pattern}' matches files of different formats, '{first}' and '{other}'; name files of one format.");

    public static TableException OtherColumns(string first, string other) =>
        new($"Tables '{first}' and '{other}' have different columns, or in another order; "
            + "files that are read together need the same header.");

    public static TableException Changed(string path) =>
        new($"Table '{path}' changed while it was read; try again when nobody writes to it.");

    public static TableException NotThatFormat(string path, string format) =>
        new($"Table '{path}' is not a whole {format} file; "
            + "it may be cut short, damaged or of another kind (the kind is told by the file's ending).");

    public static TableException Contradiction(string path, string what) =>
        new($"Table '{path}' is a damaged Parquet file: {what}; write it again.");

    public static TableException NotWholeGzip(string path) =>
        new($"Table '{path}' is not one whole gzip file; "
            + "it may be cut short, damaged or made of several parts: unpack it first.");

    public static TableException Zstd(string path) =>
        new($"Table '{path}' is packed with zstd, which is not read here; unpack it first, or pack it with gzip.");

    public static TableException NoCsvDialect(string path) =>
        new($"Table '{path}' cannot be read as CSV: no separator (, ; tab |) fits its lines; "
            + "it may be damaged or of another kind (the kind is told by the file's ending).");

    public static TableException Other(string path, string message) =>
        new($"Table '{path}' cannot be read: {WithoutKind(FirstLine(message)).TrimEnd('.')}; check the file.");

    public static TableException Query(string query, string message) =>
        new($"Query '{query}' cannot be used: {WithoutKind(FirstLine(message)).TrimEnd('.')}; "
            + "give one SELECT of DuckDB's, files in quotes: SELECT * FROM 'table.csv'.");

    public static TableException UnknownColumn(string path, string name, IReadOnlyList<string> names)
    {
        var meant = NearestName.Find(name, names);
        var suggestion = meant is null ? "." : $"; did you mean '{meant}'?";
        return new TableException($"Table '{path}' has no column '{name}'{suggestion} Its columns: {Listed(names)}.");
    }

    public static TableException ColumnTwice(string name) =>
        new($"Column '{name}' is named twice; name each column once.");

    public static TableException FeatureTwice(string name) =>
        new($"Feature '{name}' is named twice; name each feature once.");

    public static TableException TargetAmongFeatures(string name) =>
        new($"Target '{name}' is also among the features; take it out of the features.");

    public static TableException NoFeatures(string path, string target) =>
        new($"Table '{path}' has no column besides the target '{target}'; at least one feature is expected.");

    public static TableException NotNumeric(string path, ColumnReading column, string? value, string? row)
    {
        var example = value is null ? "" : $": '{Shortened(value)}' in row {Grouped(row)}";
        var cure = value is not null && IsDecimalComma(value)
            ? "Write decimals with a point, without separators for thousands."
            : "Leave the column out, or turn it into numbers.";
        return new TableException(
            $"Column '{column.Name}' of table '{path}' holds {column.Column.Content}{example}; "
            + $"{column.Expectation} expected. {cure}");
    }

    public static TableException AllDropped(string path, long rows, string emptiest, long missing) =>
        new($"Table '{path}': {(rows == 1 ? "the only row has" : $"all {Number(rows)} rows have")} "
            + "a missing value in the columns used "
            + $"(column '{emptiest}' in {Number(missing)}); leave such columns out, or fill the values in.");

    public static TableException ConstantTarget(string name, string value, long rows) =>
        new($"Target '{name}' has one value, {value}, "
            + $"in {(rows == 1 ? "the only row" : $"all {Number(rows)} rows")}; a fit needs at least two different values.");

    public static TableException NotTwoValues(string name, IReadOnlyList<string> values) =>
        new($"Target '{name}' has more than two values ({string.Join(", ", values.Take(3))}, ...); "
            + "the logistic loss explains a target of two values.");

    public static TableException MissingValue(string path, string column, long count) =>
        new($"Table '{path}': column '{column}' lacks {Number(count)} value{(count == 1 ? "" : "s")}; "
            + "drop such rows (--missing drop), or let the mean stand for them (--missing mean).");

    public static TableException TooManyLevels(string column, string example) =>
        new($"Column '{column}' holds more than {Number(ColumnChoice.MostLevels)} different texts, "
            + $"such as '{Shortened(example)}'; a text column is taken as one of a few levels: "
            + "leave it out, or turn it into numbers.");

    public static TableException NoColumnMatches(string path, string pattern, IReadOnlyList<TableColumn> columns) =>
        new($"Table '{path}' has no column that matches '{pattern}'. "
            + $"Its columns: {Listed([.. columns.Select(column => column.Name)])}.");

    /// <summary>The reason alone: who writes knows the file.</summary>
    public static TableException CannotWrite(string message) => new(WithoutKind(FirstLine(message)).TrimEnd('.'));

    public static TableException CannotSpill(string folder, Exception cause) =>
        new($"The rows do not fit in memory, and a temporary file in '{folder}' cannot be written: "
            + $"{FirstLine(cause.Message).TrimEnd('.')}; free space there, or name another folder in TMPDIR.", cause);

    /// <summary>A number as short as it can be read back.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static TableException TooLarge(string path, long values) =>
        new($"Table '{path}': {Number(values)} values do not fit one array "
            + $"(at most {Number(Array.MaxLength)}); use fewer rows or columns.");

    /// <summary>The first names, and how many more there are.</summary>
    public static string Listed(IReadOnlyList<string> names)
    {
        var shown = string.Join(", ", names.Take(NamesShown));
        return names.Count <= NamesShown ? shown : $"{shown} and {Number(names.Count - NamesShown)} more";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Grouped(string? row) =>
        long.TryParse(row, CultureInfo.InvariantCulture, out var number) ? Number(number) : $"{row}";

    private static string Shortened(string value) => value.Length <= ValueShown ? value : value[..ValueShown] + "...";

    private static bool IsDecimalComma(string value) =>
        value.Contains(',') && value.Trim().TrimStart('-', '+').All(c => char.IsAsciiDigit(c) || c is ',' or '.');

    private static string FirstLine(string message) => message.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd();

    /// <summary>
    /// DuckDB begins with the kind of error, "Invalid Input Error: ", which says nothing to the reader of a table.
    /// </summary>
    private static string WithoutKind(string message)
    {
        var colon = message.IndexOf("Error: ", StringComparison.Ordinal);
        return colon < 0 ? message : message[(colon + "Error: ".Length)..];
    }
}
