using Gradus.Data;
using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>What a fit leaves in its folder.</summary>
internal static class FitFiles
{
    /// <returns>The names of the files.</returns>
    public static string Write(OutputFolder folder, RegressionData data, FitSettings settings, FitResult result)
    {
        var weights = data.Features.Zip(result.Weights).Append((First: "(bias)", Second: result.Bias));
        var lines = weights.Select(weight => $"{CsvText.Quoted(weight.First)},{NumberText.Exact(weight.Second)}\n");
        folder.Write("weights.csv", "column,weight\n" + string.Concat(lines));
        var report = new Report($"{data.Target} of {Path.GetFileName(data.Table.Path)}, method {settings.Method}");
        TextTable[] tables = [FitTable.Weights(data, result), FitTable.Scores(result)];
        foreach (var table in tables) report.Table(table.Header, table.Rows);
        foreach (var note in result.Notes) report.Paragraph(note);
        var files = "report.html, weights.csv";
        if (result.Losses.Length > 0)
        {
            var loss = new Figure("training loss") { XLabel = "epochs", YLabel = "mean squared error", LogY = true }
                .Line(result.Losses, label: $"{settings.Method} {settings.DType.Name}");
            report.Add(loss, "The mean squared error of each epoch, in the unit of the target, squared.");
            folder.Add("loss", loss);
            folder.Write("losses.csv", CsvText.Columns("epoch", [("loss", result.Losses)]));
            files += ", losses.csv, the loss curve as PNG and SVG";
        }
        folder.Add("report.html", report);
        folder.Finish();
        return files;
    }
}
