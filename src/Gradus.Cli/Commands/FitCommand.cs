using System.CommandLine;
using Gradus.Data;

namespace Gradus.Cli;

internal sealed class FitCommand : GradusCommand
{
    private readonly Argument<string> file = new("DATA") { Description = "The table: CSV, Parquet or JSON, also compressed." };

    private readonly Option<string> target = new("--target")
    {
        HelpName = "COLUMN",
        Description = "The column to explain.",
        Required = true,
    };

    private readonly Option<string?> features = new("--features")
    {
        HelpName = "A,B,...",
        Description = "The columns that explain it. [default: all others]",
    };

    private readonly Option<string> method = OptionKinds.Choice(
        "--method", "Least squares at once, or a gradient method.",
        FitSettings.Exact, FitSettings.Exact, FitSettings.Gd, FitSettings.Sgd, FitSettings.Adam);

    private readonly Option<int?> epochs = OptionKinds.Count(
        "--epochs", "Passes over the rows. [default: gd 3000, sgd 300, adam 1500]", 1, 100_000_000);

    private readonly Option<double?> learningRate = OptionKinds.Number(
        "--learning-rate", "Length of a step. [default: gd 1/(features+1), sgd a tenth of it, adam 0.01]",
        "a number above 0", value => value > 0 && double.IsFinite(value));

    private readonly Option<int?> batchSize = OptionKinds.Count(
        "--batch-size", "Rows of a step. [default: sgd 32, adam all]", 1, int.MaxValue);

    private readonly Option<string> dtype = OptionKinds.Choice(
        "--dtype", "Element type to train in.", "float64", "float64", "float32");

    private readonly Option<double?> testFraction = OptionKinds.Number(
        "--test-fraction", "Share of the rows kept for the test; 0 for none. [default: 0.2]",
        "a number from 0 to below 1", value => value is >= 0 and < 1);

    private readonly Option<long> seed = OptionKinds.Seed("Chooses the test rows, and the order of batches.");

    private readonly Option<string?> folder = OptionKinds.Folder(
        "Where to write weights, losses, figure and report. [default: out/fit]");

    public FitCommand() : base("fit", "Fit a straight line (plane) to a table of your own.")
    {
        Add(file);
        Option[] options = [target, features, method, epochs, learningRate, batchSize, dtype, testFraction, seed, folder];
        foreach (var option in options) Add(option);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("gradus fit houses.csv --target price", "Least squares on all other columns; a fifth of the rows is kept for the test."),
        ("gradus fit houses.csv --target price --features rooms,area --method adam", "Two columns, trained by Adam."),
        ("gradus fit houses.parquet --target price --test-fraction 0 --json", "All rows, for another program; no files."),
    ];

    public override void Run(Session session)
    {
        var settings = new FitSettings(
            session.Value(method), session.Value(dtype) == "float32" ? DType.Float32 : DType.Float64, session.Value(epochs),
            session.Value(learningRate), session.Value(batchSize), session.Value(testFraction) ?? 0.2, session.Value(seed));
        settings.Check();
        var (screen, cancellation) = (session.Screen, session.Cancellation);
        var names = Names(session.Value(features));
        var data = screen.During(
            "reading", 1, _ => RegressionData.Read(session.Value(file), session.Value(target), names, cancellation));
        screen.Line($"{NumberText.Count(data.Rows)} rows, {NumberText.Count(data.Dropped)} dropped for missing values");
        using var folder = session.OpenFolder(this.folder, "out/fit");
        var result = Fitting.Run(data, settings, screen, cancellation);
        var files = folder is null ? null : FitFiles.Write(folder, data, settings, result);
        if (session.IsJson)
        {
            screen.Json(FitJson.Write(data, settings, result));
            return;
        }
        Show(screen, data, settings, result);
        if (files is not null) screen.Line($"Written to {folder!.Path}: {files}");
    }

    private static void Show(Screen screen, RegressionData data, FitSettings settings, FitResult result)
    {
        var how = result.Losses.Length == 0 ? "" : $", {NumberText.Count(result.Losses.Length)} epochs";
        screen.Line($"{data.Target} by {settings.Method}, {settings.DType.Name}{how}, {NumberText.Seconds(result.Seconds)}");
        foreach (var note in result.Notes) screen.Line(note);
        screen.Line("");
        screen.Table(FitTable.Weights(data, result));
        screen.Line("");
        screen.Table(FitTable.Scores(result));
        screen.Line("");
    }

    private static string[]? Names(string? list)
    {
        var names = list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is { Length: > 0 } ? names : null;
    }
}
