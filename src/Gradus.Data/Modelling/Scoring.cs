namespace Gradus.Data;

/// <summary>Predicts the rows of a part, scores the predictions and keeps a few rows for pictures.</summary>
internal static class Scoring
{
    public static (PartScore Score, RowSample Sample) Of(
        TrainingTable table, Part part, FittedModel model, int sampleRows, CancellationToken cancellation)
    {
        var rows = new PartRows(table, part);
        var stride = TriangularFactor.BlockRows(rows.Columns);
        var block = new double[rows.Columns * stride];
        var predictions = new double[stride];
        var largest = model.Loss == Loss.Logistic ? 1 : table.TargetValues.LargestMagnitude;
        var sum = new ScoreSum(largest);
        var sample = new RowSample(rows.Rows, sampleRows, Math.Min(2, table.Terms.Count));
        List<double>? probabilities = model.Loss == Loss.Logistic ? [] : null;
        var (truths, deviance) = (new List<double>(), 0.0);
        using var cursor = rows.Open(cancellation);
        while (cursor.Read(block, stride) is > 0 and var count)
        {
            var predicted = predictions.AsSpan(0, count);
            model.PredictTerms(block, stride, predicted);
            var truth = block.AsSpan((rows.Columns - 1) * stride, count);
            sum.Add(predicted, truth);
            sample.Add(block, stride, predicted, truth);
            probabilities?.AddRange(predicted);
            if (probabilities is not null) truths.AddRange(truth);
            if (model.Loss == Loss.Poisson) deviance += Deviance(predicted, truth);
        }
        BinaryScore? binary = probabilities is null ? null : BinaryScore.Of([.. probabilities], [.. truths]);
        double? meanDeviance = model.Loss == Loss.Poisson ? deviance / sum.Rows : null;
        return (new PartScore(sum.Rows, sum.Score, binary, meanDeviance), sample);
    }

    private static double Deviance(ReadOnlySpan<double> rates, ReadOnlySpan<double> truth)
    {
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
            sum += 2 * ((truth[i] > 0 ? truth[i] * Math.Log(truth[i] / rates[i]) : 0) - truth[i] + rates[i]);
        return sum;
    }
}
