namespace Gradus.Data;

/// <summary>A column as the file has it.</summary>
/// <param name="Name">
/// The file's own spelling. DuckDB calls a second column <c>a</c> or <c>A</c> <c>a_1</c> or <c>A_1</c>.
/// </param>
/// <param name="Type">DuckDB's type, such as BIGINT, DOUBLE, VARCHAR; for CSV and JSON found from the first 20,480 rows.</param>
public sealed record TableColumn(string Name, string Type)
{
    /// <summary>Integers, decimals, floating point, and booleans (false is 0, true is 1).</summary>
    public bool IsNumeric => Kind is ColumnKind.Number or ColumnKind.Boolean;

    public ColumnKind Kind => Type switch
    {
        "BOOLEAN" => ColumnKind.Boolean,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" => ColumnKind.Number,
        "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => ColumnKind.Number,
        "FLOAT" or "DOUBLE" => ColumnKind.Number,
        _ when Type.EndsWith(']') => ColumnKind.Other,
        _ when Type.StartsWith("DECIMAL", StringComparison.Ordinal) => ColumnKind.Number,
        "DATE" or "TIME" or "TIME WITH TIME ZONE" => ColumnKind.Date,
        _ when Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ColumnKind.Date,
        "VARCHAR" or "JSON" or "UUID" => ColumnKind.Text,
        _ when Type.StartsWith("ENUM", StringComparison.Ordinal) => ColumnKind.Text,
        _ => ColumnKind.Other,
    };

    internal bool IsBoolean => Kind == ColumnKind.Boolean;

    /// <summary>
    /// Text may still be numbers throughout: a column that is empty in the rows the type was found from is called text.
    /// </summary>
    internal bool IsText => Type is "VARCHAR" or "JSON";

    /// <summary>What the column holds, in words, for an error message.</summary>
    internal string Content => Type switch
    {
        _ when IsNumeric || Kind == ColumnKind.Text => "text",
        "DATE" => "dates",
        "TIME" or "TIME WITH TIME ZONE" => "times",
        _ when Kind == ColumnKind.Date => "dates and times",
        _ => $"values of type {Type}",
    };
}
