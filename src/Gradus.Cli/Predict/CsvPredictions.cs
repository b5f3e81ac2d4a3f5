using System.Text;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Predictions as CSV: a missing one is an empty cell.</summary>
internal sealed class CsvPredictions : PredictionOutput
{
    private readonly IReadOnlyList<string>? levels;
    private readonly StreamWriter writer;
    private bool isFinished;

    public CsvPredictions(string path, FittedModel model) : base(path)
    {
        levels = model.Loss == Loss.Logistic ? [.. model.Target.Levels.Select(CsvText.Quoted)] : null;
        try
        {
            writer = new StreamWriter(Beside, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
        Try(() => writer.WriteLine(levels is null ? "prediction" : "prediction,probability"));
    }

    public override void Write(ReadOnlySpan<double> predictions)
    {
        try
        {
            foreach (var value in predictions) Write(value);
        }
        catch (IOException failure)
        {
            throw Failure(failure);
        }
    }

    public override void Finish()
    {
        Try(() =>
        {
            writer.Dispose();
            if (!IsDevice) File.Move(Beside, Target, overwrite: true);
        });
        isFinished = true;
    }

    public override void Dispose()
    {
        if (isFinished) return;
        try
        {
            writer.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was told when it was tried.
        }
        if (!IsDevice) File.Delete(Beside);
    }

    private void Write(double value)
    {
        if (!double.IsNaN(value))
        {
            if (levels is not null)
            {
                writer.Write(levels[value > 0.5 ? 1 : 0]);
                writer.Write(',');
            }
            writer.Write(NumberText.Exact(value));
        }
        else if (levels is not null) writer.Write(',');
        // A line of one empty cell would be no line at all to many readers.
        else writer.Write("\"\"");
        writer.Write('\n');
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
    }
}
