namespace Gradus.Data;

/// <summary>Every error text about a model, in one place.</summary>
internal static class ModelErrors
{
    private const int LevelsShown = 10;

    public static TableException NotFound(string path) =>
        new($"Model '{path}' does not exist; gradus fit writes model.safetensors to its folder.");

    public static TableException Unreadable(string path, Exception cause) =>
        new($"Model '{path}' cannot be opened: {cause.Message.Split('\n')[0].TrimEnd('.')}; check the file.", cause);

    public static TableException NotSafetensors(string path) =>
        new($"Model '{path}' is not a whole safetensors file; it may be cut short, damaged or of another kind.");

    public static TableException NotAModel(string path) =>
        new($"File '{path}' is a safetensors file, but no model that gradus fit has written.");

    public static TableException Newer(string path, string version) =>
        new($"Model '{path}' has format {version}, which this version of Gradus does not know; use a newer one.");

    public static TableException Inconsistent(string path, string what) =>
        new($"Model '{path}' is damaged: {what}; write it again with gradus fit.");

    public static TableException ColumnMissing(string path, string name, IReadOnlyList<TableColumn> columns)
    {
        var names = columns.Select(column => column.Name).ToList();
        var meant = NearestName.Find(name, names);
        var suggestion = meant is null ? "." : $"; is it '{meant}'?";
        return new TableException(
            $"Table '{path}' has no column '{name}', which the model reads{suggestion} "
            + $"Its columns: {TableErrors.Listed(names)}.");
    }

    public static TableException OtherKind(string path, ModelColumn column, TableColumn found) =>
        new($"Column '{found.Name}' of table '{path}' holds {(found.IsNumeric ? "numbers" : found.Content)}; "
            + $"the model was fitted to {Kind(column.Kind)}. Convert the column.");

    public static TableException UnknownLevel(string path, ModelColumn column, string text, long row)
    {
        var more = column.Levels.Count > LevelsShown ? $" and {column.Levels.Count - LevelsShown} more" : "";
        return new TableException(
            $"Column '{column.Name}' of table '{path}' holds '{text}' in row {row:N0}, which the model was not fitted to; "
            + $"it knows {string.Join(", ", column.Levels.Take(LevelsShown))}{more}. "
            + "Leave such rows out, or fit again with them.");
    }

    private static string Kind(ColumnKind kind) => kind switch
    {
        ColumnKind.Date => "dates or times",
        ColumnKind.Text => "texts",
        ColumnKind.Boolean => "true and false",
        _ => "numbers",
    };
}
