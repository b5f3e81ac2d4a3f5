using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// Linear regression by gradient methods: columns and target are standardized, a linear model is trained on them, and its weights
/// are brought back to the units of the table.
/// </summary>
internal static class GradientFit
{
    public static (double[] Weights, double Bias, double[] Losses) Solve(
        RegressionData data, int[] rows, FitSettings settings, Screen screen, CancellationToken cancellation)
    {
        var columns = Standardization.Of(data.FeatureColumns, rows);
        var target = Standardization.Of([data.TargetValues], rows);
        var x = Standardized(data.FeatureMatrix(rows), columns, settings.DType);
        var y = Standardized(Array.ConvertAll(rows, row => data.TargetValues[row]), target, settings.DType);

        var model = new LinearModel(data.Features.Count, settings.DType);
        var (epochs, rate, batchSize) = Defaults(settings, rows.Length, data.Features.Count);
        var batches = new Batches(x, y, batchSize, settings.Seed);
        IUpdateRule rule = settings.Method == FitSettings.Adam
            ? new Adam(model.Parameters, rate)
            : new GradientStep(model.Parameters, rate);
        var losses = screen.During($"{settings.Method} {settings.DType.Name}", epochs, done =>
        {
            var losses = new List<double>(epochs);
            foreach (var loss in model.Train(batches, rule, epochs))
            {
                if (!double.IsFinite(loss)) throw Diverged(losses.Count + 1, rate);
                losses.Add(loss);
                done(losses.Count);
                cancellation.ThrowIfCancellationRequested();
            }
            return losses;
        });
        if (!model.Weights.All(double.IsFinite) || !double.IsFinite(model.Bias)) throw Diverged(epochs, rate);
        var (weights, bias) = columns.ToTableUnits(model.Weights, model.Bias, target);
        var unit = target.Scales[0] * target.Scales[0];
        return (weights, bias, [.. losses.Select(loss => loss * unit)]);
    }

    /// <summary>
    /// With standardized columns the loss curves at most 2 * features (the trace of their correlations), so a step of
    /// 1 / (features + 1) always goes down; a batch sees less, and takes a tenth of it.
    /// </summary>
    private static (int Epochs, double Rate, int BatchSize) Defaults(FitSettings settings, int rows, int features)
    {
        var (epochs, rate, batchSize) = settings.Method switch
        {
            FitSettings.Adam => (1500, 0.01, rows),
            FitSettings.Sgd => (300, 0.1 / (features + 1), 32),
            _ => (3000, 1.0 / (features + 1), rows),
        };
        return (settings.Epochs ?? epochs, settings.LearningRate ?? rate, settings.BatchSize ?? batchSize);
    }

    private static Tensor Standardized(double[] rowMajor, Standardization columns, DType dtype)
    {
        columns.Apply(rowMajor);
        var width = columns.Means.Count;
        return Tensor.From(rowMajor, [rowMajor.Length / width, width]).To(dtype);
    }

    private static FitFailedException Diverged(int epoch, double rate) => new(
        $"Training diverged: the loss is not finite in epoch {epoch} at learning rate {NumberText.Short(rate)}. " +
        $"Try --learning-rate {NumberText.Short(rate / 10)}, or --method exact.");
}
