namespace Gradus.Data;

/// <summary>Quoting for DuckDB: no name, path or value from outside enters a statement in any other way.</summary>
internal static class Sql
{
    public static string Text(string value) => $"'{value.Replace("'", "''")}'";

    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";

    /// <summary>A path that means one file: DuckDB reads * ? [ as wildcards unless each stands alone in brackets.</summary>
    public static string Path(string path) =>
        Text(path.Replace("[", "[[]").Replace("*", "[*]").Replace("?", "[?]"));
}
