using Gradus.Data;
using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>What a fit leaves in its folder.</summary>
internal static class FitFiles
{
    /// <returns>The names of the files.</returns>
    public static string Write(OutputFolder folder, TrainingTable table, FitResult result)
    {
        var model = result.Model;
        folder.Write("model.safetensors", model.ToBytes());
        folder.Write("weights.csv", Weights(model, result.Inference));
        var report = new Report($"{model.Target.Name} of {Path.GetFileName(table.Path)}, method {model.Method}");
        TextTable[] tables = [FitTable.Weights(model, result.Inference), FitTable.Scores(result.Parts)];
        foreach (var shown in tables) report.Table(shown.Header, shown.Rows);
        foreach (var note in result.Notes) report.Paragraph(note);
        var pictures = 0;
        foreach (var (name, picture, caption) in FitFigures.All(result))
        {
            report.Add(picture, caption);
            folder.Add(name, picture);
            pictures++;
        }
        var files = "model.safetensors, report.html, weights.csv";
        if (result.Solution.Losses.Length > 0)
        {
            var (losses, validation) = (result.Solution.Losses, result.Solution.ValidationLosses);
            (string, IReadOnlyList<double>)[] columns = [("loss", losses)];
            folder.Write("losses.csv", CsvText.Columns(
                "epoch", validation.Length > 0 ? [.. columns, ("validation", validation)] : columns));
            files += ", losses.csv";
        }
        folder.Add("report.html", report);
        folder.Finish();
        return $"{files}, {pictures} figures as PNG and SVG";
    }

    private static string Weights(FittedModel model, Inference? inference)
    {
        var lines = model.Terms.Select(term => term.Name).Append("(bias)").Zip(model.Weights.Append(model.Bias)).Select(
            (weight, i) => $"{CsvText.Quoted(weight.First)},{NumberText.Exact(weight.Second)}" + Sureness(inference, i) + "\n");
        var header = inference is null ? "column,weight\n" : "column,weight,standard_error,t,p\n";
        return header + string.Concat(lines);
    }

    private static string Sureness(Inference? inference, int i) => inference is null ? ""
        : $",{Cell(inference.StandardErrors[i])},{Cell(inference.T[i])},{Cell(inference.P[i])}";

    // A number that is not there is an empty cell.
    private static string Cell(double value) => double.IsNaN(value) ? "" : NumberText.Exact(value);
}
