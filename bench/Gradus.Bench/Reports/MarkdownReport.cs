using System.Text;

namespace Gradus.Bench;

/// <summary>The run as one Markdown table whose columns are aligned, so that it reads well in a terminal too.</summary>
internal static class MarkdownReport
{
    private static readonly string[] Sides =
        [RowResult.Gradus, RowResult.Captured, "libtorch", "numpy", "numsharp", "mathnet", "by hand"];

    private static readonly string[] Ratios = ["libtorch / gradus", "libtorch / captured", "gradus / limit", "captured / limit"];

    public static string Text(Report report)
    {
        var text = new StringBuilder($"{report.Machine.Name}\n\n");
        foreach (var limits in report.Machine.Limits.GroupBy(limit => limit.Threads))
        {
            var figures = limits.Select(limit => $"{limit.Name} {limit.Value:0.#} {limit.Unit}");
            text.Append($"- limits of {limits.Key} thread{(limits.Key == 1 ? "" : "s")}: {string.Join(", ", figures)}\n");
        }
        text.Append($"- peers: {string.Join(", ", report.Peers.Select(peer => $"{peer.Key} {peer.Value}"))}\n");
        foreach (var (side, reason, rows) in report.Absent) text.Append($"- without {side} ({rows}): {reason}\n");
        text.Append("\nIn the row's unit, the least of all rounds and (their median). A ratio is of the least ones.\n\n");
        Append(text, [["row", "unit", .. Sides, "limit", .. Ratios, "agree"], .. report.Rows.Select(Cells)]);
        return text.ToString();
    }

    private static string[] Cells(RowResult row) =>
    [
        row.Name,
        row.Unit,
        .. Sides.Select(side => row.Sides.TryGetValue(side, out var timing) ? Cell(timing) : ""),
        row.Limit is { } limit ? Number(limit) : "",
        .. Ratios.Select(name => row.Ratios.TryGetValue(name, out var ratio) ? Number(ratio) : ""),
        row.Agree switch { true => "yes", false => $"no: {string.Join(", ", row.Disagreeing)}", null => "" },
    ];

    private static string Cell(Timing timing) =>
        timing.Least == timing.Median ? Number(timing.Least) : $"{Number(timing.Least)} ({Number(timing.Median)})";

    // Three digits, and all of those before the point.
    private static string Number(double value) => value switch
    {
        >= 100 => $"{value:N0}",
        >= 10 => $"{value:0.0}",
        >= 1 => $"{value:0.00}",
        _ => $"{value:0.000}",
    };

    private static void Append(StringBuilder text, List<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        // Numbers stand on the right.
        rows.Insert(1, [.. widths.Select((width, column) => column < 2 ? new('-', width) : new string('-', width - 1) + ":")]);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append($"| {string.Join(" | ", cells)} |\n");
        }
    }
}
