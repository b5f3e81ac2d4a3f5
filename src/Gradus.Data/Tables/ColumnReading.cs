namespace Gradus.Data;

/// <summary>How a scan reads a column: always one double a row.</summary>
/// <param name="Kind">Text is read as the number of its level; text read as a number must be one.</param>
/// <param name="IsRequired">A row that lacks this value is dropped; else the value is NaN.</param>
/// <param name="Levels">For text only.</param>
internal sealed record ColumnReading(TableColumn Column, ColumnKind Kind, bool IsRequired = true, LevelNumbers? Levels = null)
{
    public string Name => Column.Name;

    /// <summary>The type in which a file of text offers the column.</summary>
    public string TextType => Kind switch
    {
        ColumnKind.Boolean => "BOOLEAN",
        ColumnKind.Date => Column.Type,
        ColumnKind.Text => "VARCHAR",
        _ => "DOUBLE",
    };

    /// <summary>The expression that makes of the column, in its own type, what a scan reads.</summary>
    public string Expression => Kind switch
    {
        ColumnKind.Text => $"CAST({Sql.Name(Name)} AS VARCHAR)",
        ColumnKind.Date => $"(epoch({Sql.Name(Name)}) / 86400.0)::DOUBLE",
        _ => $"CAST({Sql.Name(Name)} AS DOUBLE)",
    };

    /// <summary>What is expected of a value, in words.</summary>
    public string Expectation => Kind == ColumnKind.Date ? "dates or times are" : "numbers are";
}
