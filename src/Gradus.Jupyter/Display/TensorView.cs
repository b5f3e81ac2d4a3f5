using System.Net;
using System.Text;

namespace Gradus.Jupyter;

/// <summary>A tensor: its type and shape, its numbers as a table, and of a matrix a small picture.</summary>
internal static class TensorView
{
    private const int Most = 14;
    private const int Edge = 6;
    private const string Faint = "opacity:.55;font-weight:normal";

    public static Rich Of(Tensor tensor)
    {
        var plain = new Rich(tensor.ToString());
        if (tensor.Elements == 0 || tensor.Rank == 0) return plain;
        var matrix = tensor.Detach();
        // Of more than two axes the first matrix is shown.
        while (matrix.Rank > 2) matrix = matrix[0];
        if (matrix.Rank == 1) matrix = matrix.Unsqueeze(0);
        var html = new StringBuilder("<div>").Append(WebUtility.HtmlEncode(Facts(tensor))).Append("</div>")
            .Append("<div style=\"display:flex;flex-wrap:wrap;align-items:flex-start;gap:4px 24px\">");
        Table(html, matrix, tensor.Rank > 1);
        if (tensor.Rank == 2) html.Append(HeatMap.Of(matrix));
        return plain.WithHtml(html.Append("</div>").ToString());
    }

    private static string Facts(Tensor tensor)
    {
        var text = $"{tensor.DType.Name} {tensor.Shape}";
        if (tensor.NeedsGrad) text += ", requires a gradient";
        if (tensor.Rank > 2) text += $"; below, the matrix at [{string.Join(", ", Enumerable.Repeat(0, tensor.Rank - 2))}]";
        return text;
    }

    private static void Table(StringBuilder html, Tensor matrix, bool hasRowNumbers)
    {
        var (rows, columns) = (Shown(matrix.Shape[0]), Shown(matrix.Shape[1]));
        var texts = Texts(matrix, rows, columns);
        html.Append("<div style=\"overflow-x:auto\"><table style=\"font-variant-numeric:tabular-nums;margin:4px 0\"><thead><tr>");
        if (hasRowNumbers) html.Append("<th></th>");
        foreach (var column in columns) html.Append($"<th style=\"text-align:right;{Faint}\">{Number(column)}</th>");
        html.Append("</tr></thead><tbody>");
        var next = 0;
        foreach (var row in rows)
        {
            html.Append("<tr>");
            if (hasRowNumbers) html.Append($"<th style=\"text-align:right;{Faint}\">{Number(row)}</th>");
            foreach (var column in columns)
                html.Append($"<td style=\"text-align:right\">{(row is null || column is null ? "…" : texts[next++])}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div>");
    }

    // The indices along an axis; null stands for those left out.
    private static List<int?> Shown(int extent)
    {
        var all = Enumerable.Range(0, extent).Select(index => (int?)index);
        return extent <= Most ? [.. all] : [.. all.Take(Edge), null, .. all.TakeLast(Edge)];
    }

    private static string Number(int? index) => index is null ? "…" : $"{index}";

    private static string[] Texts(Tensor matrix, List<int?> rows, List<int?> columns)
    {
        var places = (from row in rows
                      from column in columns
                      where row is not null && column is not null
                      select row.Value * matrix.Shape[1] + column.Value).ToArray();
        if (matrix.DType.IsFloating)
        {
            var all = matrix.ToDoubles();
            var values = Array.ConvertAll(places, place => all[place]);
            var style = new RealColumn(values);
            return Array.ConvertAll(values, style.Text);
        }
        return matrix.DType switch
        {
            DType.Int32 => Pick(matrix.ToArray<int>()),
            DType.Int64 => Pick(matrix.ToArray<long>()),
            _ => Pick(matrix.ToArray<bool>()),
        };

        string[] Pick<T>(T[] all) where T : unmanaged => Array.ConvertAll(places, place => $"{all[place]}");
    }
}
