using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Predictions as Parquet: a missing one is null.</summary>
internal sealed class ParquetPredictions : PredictionOutput
{
    private readonly ParquetWriter writer;

    public ParquetPredictions(string path, FittedModel model) : base(path) =>
        writer = new ParquetWriter(Beside, "prediction", model.Loss == Loss.Logistic ? model.Target.Levels : null);

    public override void Write(ReadOnlySpan<double> predictions) => writer.Append(predictions);

    public override void Finish()
    {
        try
        {
            writer.Finish();
            File.Move(Beside, Target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or TableException)
        {
            throw Failure(failure);
        }
    }

    public override void Dispose()
    {
        writer.Dispose();
        File.Delete(Beside);
    }
}
