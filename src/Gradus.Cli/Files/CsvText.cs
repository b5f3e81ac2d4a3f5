using System.Text;

namespace Gradus.Cli;

/// <summary>Numbers as comma-separated values (RFC 4180), each so that the same number is read back.</summary>
internal static class CsvText
{
    /// <summary>Columns of one length under their names, beside a first column that counts from 1.</summary>
    public static string Columns(string counter, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> columns)
    {
        var text = new StringBuilder(Quoted(counter));
        foreach (var (name, _) in columns) text.Append(',').Append(Quoted(name));
        text.Append('\n');
        for (var row = 0; row < columns[0].Values.Count; row++)
        {
            text.Append(row + 1);
            foreach (var (_, values) in columns) text.Append(',').Append(NumberText.Exact(values[row]));
            text.Append('\n');
        }
        return text.ToString();
    }

    public static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
