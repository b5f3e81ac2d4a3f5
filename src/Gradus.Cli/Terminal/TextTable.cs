namespace Gradus.Cli;

/// <summary>A header and rows of cells.</summary>
/// <param name="numbersFrom">Columns from this one on are set to the right.</param>
internal sealed class TextTable(IReadOnlyList<string> header, int numbersFrom)
{
    public IReadOnlyList<string> Header { get; } = header;

    public List<IReadOnlyList<string>> Rows { get; } = [];

    public bool IsRight(int column) => column >= numbersFrom;

    public void Add(params IReadOnlyList<string> row) => Rows.Add(row);

    /// <summary>Columns two spaces apart.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = new int[Header.Count];
        foreach (var row in Rows.Prepend(Header))
            for (var column = 0; column < row.Count; column++) widths[column] = Math.Max(widths[column], row[column].Length);
        foreach (var row in Rows.Prepend(Header))
        {
            var cells = row.Select(
                (cell, column) => IsRight(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            yield return string.Join("  ", cells).TrimEnd();
        }
    }
}
