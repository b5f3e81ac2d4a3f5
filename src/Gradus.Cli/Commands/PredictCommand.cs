using System.CommandLine;
using System.Diagnostics;
using Gradus.Data;

namespace Gradus.Cli;

internal sealed class PredictCommand : GradusCommand
{
    private readonly Argument<string> model = new("MODEL") { Description = "A model that gradus fit has written." };
    private readonly TableArguments table = new();

    private readonly Option<string> file = new("--out")
    {
        HelpName = "FILE",
        Description = "Where to write the predictions: Parquet if it ends in .parquet, else CSV.",
        Required = true,
    };

    private readonly Option<int> memory = OptionKinds.Count("--memory", "Megabytes to work in.", 100, 1_000_000, 700);

    public PredictCommand() : base("predict", "Predict with a fitted model: one row for each row of a table.")
    {
        Add(model);
        table.AddTo(this);
        Add(file);
        Add(memory);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("gradus predict out/fit/model.safetensors new.csv --out predictions.csv", "The model's columns are found by name."),
        ("gradus predict model.safetensors 'new/*.parquet' --out predictions.parquet", "Many files in, one file out."),
    ];

    public override void Run(Session session)
    {
        var (screen, cancellation) = (session.Screen, session.Cancellation);
        var clock = Stopwatch.StartNew();
        var fitted = FittedModel.Load(session.Value(model));
        var megabytes = session.Value(memory) / 2;
        using var reader = table.Open(session, megabytes);
        using var scan = new PredictionScan(fitted, reader, cancellation);
        var path = session.Value(file);
        using var output = PredictionOutput.Open(path, fitted);
        screen.During("predicting", 1, _ =>
        {
            var predictions = new double[PredictionScan.BlockRows];
            while (scan.Read(predictions) is > 0 and var count)
            {
                cancellation.ThrowIfCancellationRequested();
                output.Write(predictions.AsSpan(0, count));
            }
            reader.CheckUnchanged();
            output.Finish();
            return 0;
        });
        if (session.IsJson)
        {
            screen.Json(JsonText.Object(json =>
            {
                json.WriteNumber("rows", scan.Rows);
                json.WriteNumber("incomplete", scan.Incomplete);
                json.WriteString("file", path);
                json.WriteFinite("seconds", clock.Elapsed.TotalSeconds);
            }));
            return;
        }
        screen.Line(
            $"{NumberText.Count(scan.Rows)} predictions of {fitted.Target.Name} written to {path}, " +
            NumberText.Seconds(clock.Elapsed.TotalSeconds));
        if (scan.Incomplete > 0)
            screen.Line($"{NumberText.Count(scan.Incomplete)} of them are empty: these rows lack a value that the model reads.");
    }
}
