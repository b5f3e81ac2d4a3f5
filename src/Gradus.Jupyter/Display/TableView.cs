using System.Globalization;
using System.Net;
using System.Text;

namespace Gradus.Jupyter;

/// <summary>Rows and columns: as HTML, and as plain text with columns set under each other.</summary>
internal static class TableView
{
    private const string Left = "text-align:left";
    private const string Right = "text-align:right";

    public static Rich Of<T>(IEnumerable<T> records)
    {
        var columns = typeof(T).GetProperties()
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToList();
        return Of([.. columns.Select(column => column.Name)],
            records.Select(record => columns.ConvertAll(column => column.GetValue(record))));
    }

    /// <exception cref="ArgumentException">A row has another number of cells than there are names.</exception>
    public static Rich Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var isNumber = new bool[header.Count];
        Array.Fill(isNumber, true);
        var cells = new List<string[]>();
        foreach (var row in rows)
        {
            if (row.Count != header.Count)
                throw new ArgumentException(
                    $"Table: row {cells.Count} has {row.Count} cells, but the header {header.Count}. Give one for each.");
            cells.Add([.. row.Select(Text)]);
            for (var i = 0; i < isNumber.Length; i++) isNumber[i] &= IsNumber(row[i]);
        }
        return new Rich(Plain(header, cells, isNumber)).WithHtml(Html(header, cells, isNumber));
    }

    private static string Html(IReadOnlyList<string> header, List<string[]> rows, bool[] isNumber)
    {
        var html = new StringBuilder("<table><thead><tr>");
        for (var i = 0; i < header.Count; i++) Cell(html, "th", header[i], isNumber[i]);
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Length; i++) Cell(html, "td", row[i], isNumber[i]);
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static void Cell(StringBuilder html, string name, string text, bool isNumber) =>
        html.Append($"<{name} style=\"{(isNumber ? Right : Left)}\">{WebUtility.HtmlEncode(text)}</{name}>");

    private static string Plain(IReadOnlyList<string> header, List<string[]> rows, bool[] isNumber)
    {
        var widths = header.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max()).ToList();
        return string.Join('\n', rows.Prepend([.. header]).Select(row => string.Join("  ", row.Select(
            (cell, i) => isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()));
    }

    private static bool IsNumber(object? value) => value is null
        or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
        or Tensor { Elements: 1 };

    private static string Text(object? value) => value switch
    {
        null => "",
        Tensor { Elements: 1 } tensor => Text(tensor.Item()),
        DType dtype => dtype.Name,
        double number => number.ToString("g6", CultureInfo.InvariantCulture),
        float number => number.ToString("g6", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
