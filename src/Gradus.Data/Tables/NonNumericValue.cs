namespace Gradus.Data;

/// <summary>Finds the value that makes a column no numbers, and its row.</summary>
internal static class NonNumericValue
{
    /// <summary>The error for a column that can be no numbers by its type (dates, lists, ...).</summary>
    public static TableException Example(
        Database database, TableFile file, ColumnReading column, CancellationToken cancellation) =>
        First(database, file, column, "true", cancellation) ?? TableErrors.NotNumeric(file.Path, column, null, null);

    /// <summary>
    /// The error for the value on which DuckDB stopped reading numbers; null when it stopped for another reason.
    /// </summary>
    public static TableException? Find(
        Database database, TableFile file, IReadOnlyList<ColumnReading> columns, string message, CancellationToken cancellation)
    {
        // For CSV the message names the column. Else columns of text are looked at before the others.
        var named = columns.Where(column =>
            message.Contains($"converting column \"{column.Name}\"", StringComparison.Ordinal)).ToList();
        if (named.Count == 0) named = [.. columns.OrderBy(column => column.Column.IsText ? 0 : 1)];
        foreach (var column in named)
        {
            if (column.Kind == ColumnKind.Text) continue;
            var notNumber = column.Kind == ColumnKind.Date
                ? $"TRY_CAST(value AS {column.TextType}) IS NULL"
                : "TRY_CAST(value AS DOUBLE) IS NULL"
                    + (column.Kind == ColumnKind.Boolean ? " AND TRY_CAST(value AS BOOLEAN) IS NULL" : "");
            if (First(database, file, column, notNumber, cancellation) is { } error) return error;
        }
        return null;
    }

    private static TableException? First(
        Database database, TableFile file, ColumnReading column, string condition, CancellationToken cancellation)
    {
        try
        {
            using var rows = database.Query(
                "SELECT row_number::VARCHAR, value FROM "
                + $"(SELECT row_number() OVER () AS row_number, CAST({Sql.Name(column.Name)} AS VARCHAR) AS value "
                + $"FROM {file.Raw([column.Column])}) "
                + $"WHERE value IS NOT NULL AND {condition} LIMIT 1", cancellation);
            return rows.MoveNext() ? TableErrors.NotNumeric(file.Path, column, rows.Text(1, 0), rows.Text(0, 0)) : null;
        }
        catch (QueryFailedException)
        {
            // The file is damaged before such a value comes: the first failure says it better.
            return null;
        }
    }
}
