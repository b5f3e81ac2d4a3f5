using System.CommandLine;
using Gradus.Data;

namespace Gradus.Cli;

internal sealed class FitCommand : GradusCommand
{
    private readonly TableArguments table = new();
    private readonly FitOptions options = new();

    private readonly Option<string?> folder = OptionKinds.Folder(
        "Where to write model, weights, figures and report. [default: out/fit]");

    public FitCommand() : base("fit", "Fit a linear model to a table of your own.")
    {
        table.AddTo(this);
        foreach (var option in options.All) Add(option);
        Add(folder);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("gradus fit houses.csv --target price", "Least squares on all other columns; a fifth of the rows is kept for the test."),
        ("gradus fit houses.csv --target price --features rooms,area --method adam", "Two columns, trained by Adam."),
        ("gradus fit houses.parquet --target price --test-fraction 0 --json", "All rows, for another program; no files."),
        ("gradus fit 'sales/*.csv' --target sold --loss logistic --watch", "Yes or no, many files, seen as it learns."),
        ("gradus predict out/fit/model.safetensors new.csv --out predictions.csv", "What the model says about another table."),
    ];

    public override void Run(Session session)
    {
        var settings = options.Settings(session);
        settings.Check();
        if (settings.Watch && session.IsJson)
            throw new BadInputException("--watch has no meaning beside --json, which prints no address. Leave one of them out.");
        var (screen, cancellation) = (session.Screen, session.Cancellation);
        using var reader = table.Open(session, settings.DatabaseMegabytes);
        var request = options.Request(session);
        var choice = new ColumnChoice(reader, request, cancellation);
        var count = reader.CountRows(cancellation);
        foreach (var line in FitPlan.Lines(choice, count, settings)) screen.Line(line);
        using var folder = session.OpenFolder(this.folder, "out/fit");
        using var data = Read(reader, choice, request, settings, count, screen, cancellation);
        var result = Fitting.Run(
            data, settings, screen, (table, epochs) => Watch(table, epochs, settings, screen, cancellation), cancellation);
        var files = folder is null ? null : FitFiles.Write(folder, data, result);
        if (session.IsJson)
        {
            screen.Json(FitJson.Write(data, settings, result));
            return;
        }
        Show(screen, data, settings, result);
        if (files is not null) screen.Line($"Written to {folder!.Path}: {files}");
    }

    private static TrainingTable Read(
        TableReader reader, ColumnChoice choice, TableRequest request, FitSettings settings, RowCount? count, Screen screen,
        CancellationToken cancellation)
    {
        const int steps = 1000;
        var expected = count is { Rows: > 0 } known ? known.Rows : 0;
        return screen.During("reading", expected > 0 ? steps : 1, progress => TrainingTable.Read(
            reader, choice, request, settings.RowBytes,
            rows => progress(expected > 0 ? (int)Math.Min(steps - 1, rows * steps / expected) : 0), cancellation));
    }

    private static WatchServer? Watch(
        TrainingTable table, int epochs, FitSettings settings, Screen screen, CancellationToken cancellation)
    {
        if (!settings.Watch) return null;
        var server = new WatchServer(new WatchFrames(table, settings.Loss, cancellation), epochs, cancellation);
        try
        {
            screen.Line($"Open {server.Address} in a browser of this machine; training starts then. Ctrl-C gives up.");
            server.WaitForViewer();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static void Show(Screen screen, TrainingTable table, FitSettings settings, FitResult result)
    {
        var rows = result.Parts.Sum(part => part.Score.Rows);
        var missing = table.Missing.Count == 0 ? ""
            : $" ({string.Join(", ", table.Missing.Take(5).Select(column => $"{column.Name}: {NumberText.Count(column.Count)}"))}"
                + (table.Missing.Count > 5 ? ", ...)" : ")");
        screen.Line($"{NumberText.Count(rows)} rows, {NumberText.Count(table.Dropped)} dropped for missing values{missing}");
        var epochs = result.Solution.Losses.Length;
        var how = epochs == 0 ? "" : $", {NumberText.Count(epochs)} epochs";
        var model = result.Model;
        screen.Line($"{model.Target.Name} by {model.Method}, {settings.DType.Name}{how}, {NumberText.Seconds(result.Seconds)}");
        foreach (var note in result.Notes) screen.Line(note);
        screen.Line("");
        screen.Table(FitTable.Weights(model, result.Inference));
        screen.Line("");
        screen.Table(FitTable.Scores(result.Parts));
        screen.Line("");
    }
}
