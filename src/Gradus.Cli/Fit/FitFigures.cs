using Gradus.Data;
using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>The pictures of a fit.</summary>
internal static class FitFigures
{
    private const int MostBars = 40;

    /// <summary>File name, picture and caption of every picture that this fit can have.</summary>
    public static IEnumerable<(string Name, Picture Picture, string Caption)> All(FitResult result)
    {
        var model = result.Model;
        var sample = $"{NumberText.Count(result.Sample.Truth.Count)} {result.SamplePart} rows";
        if (result.Solution.Losses.Length > 0)
            yield return ("loss", Loss(result), "The mean loss of each epoch, in the unit of the target; penalties not counted.");
        if (model.Terms.Count <= 2 && model.Terms.All(term => term.Factors.Count == 1))
            yield return ("fit", Fit(result), $"The model over {sample}.");
        if (model.Loss != Data.Loss.Logistic)
        {
            yield return ("predicted", Predicted(result), $"Predicted against true, {sample}: on the line both are the same.");
            yield return ("residuals", Residuals(result), $"What the model leaves unexplained, {sample}.");
        }
        else yield return ("probabilities", Probabilities(result), $"Probabilities of {sample}, apart by what is true.");
        if (result.Inference is not null && model.Terms.Count <= MostBars)
            yield return (
                "weights", Weights(result),
                "Each weight in standard errors, with the interval that holds it in 95 of 100 cases, in the table's order: "
                + string.Join(", ", model.Terms.Select((term, i) => $"{i + 1} {term.Name}")) + ".");
    }

    private static Figure Loss(FitResult result)
    {
        var (losses, validation) = (result.Solution.Losses, result.Solution.ValidationLosses);
        var figure = new Figure("loss") { XLabel = "epochs", YLabel = "mean loss", LogY = losses.All(loss => loss > 0) };
        figure.Line(losses, label: "train");
        if (validation.Length > 0) figure.Line(validation, label: "validation");
        return figure;
    }

    private static Figure Predicted(FitResult result)
    {
        var (predicted, truth) = (result.Sample.Predictions, result.Sample.Truth);
        double[] ends = [Math.Min(predicted.Min(), truth.Min()), Math.Max(predicted.Max(), truth.Max())];
        return new Figure("predicted against true") { XLabel = $"true {result.Model.Target.Name}", YLabel = "predicted" }
            .Scatter(truth, predicted, label: result.SamplePart, size: 5, alpha: Clearness(truth.Count))
            .Line(ends, ends, label: "equal");
    }

    private static Figure Residuals(FitResult result)
    {
        var (predicted, truth) = (result.Sample.Predictions, result.Sample.Truth);
        var residuals = truth.Zip(predicted, (real, guess) => real - guess).ToArray();
        return new Figure("residuals") { XLabel = $"predicted {result.Model.Target.Name}", YLabel = "true - predicted" }
            .Scatter(predicted, residuals, label: result.SamplePart, size: 5, alpha: Clearness(truth.Count))
            .HorizontalLine(0);
    }

    private static Figure Probabilities(FitResult result)
    {
        var figure = new Figure("probabilities")
        {
            XLabel = $"probability of {result.Model.Target.Levels[1]}",
            YLabel = "rows",
        };
        var rows = result.Sample.Truth.Zip(result.Sample.Predictions).ToList();
        foreach (var value in new[] { 0, 1 })
            figure.Histogram(
                rows.Where(row => row.First == value).Select(row => row.Second).ToArray(), bins: 20,
                label: result.Model.Target.Levels[value], alpha: 0.6);
        return figure;
    }

    private static Figure Weights(FitResult result)
    {
        var inference = result.Inference!;
        var shown = Enumerable.Range(0, result.Model.Terms.Count).Where(i => double.IsFinite(inference.T[i])).ToArray();
        var figure = new Figure("weights") { XLabel = "column", YLabel = "weight / standard error" }.HorizontalLine(0);
        var places = Array.ConvertAll(shown, i => i + 1.0);
        figure.Scatter(places, Array.ConvertAll(shown, i => inference.T[i]), color: Palette.At(0));
        var half = inference.HalfWidth;
        foreach (var i in shown)
            figure.Line([i + 1.0, i + 1.0], [inference.T[i] - half, inference.T[i] + half], color: Palette.At(0));
        return figure;
    }

    /// <summary>The line over the points of one term, or the plane over those of two.</summary>
    private static Picture Fit(FitResult result)
    {
        var (model, sample) = (result.Model, result.Sample);
        var xs = Ends(sample.Terms[0], model.Terms.Count == 1 && model.Loss != Data.Loss.Squared ? 101 : 2);
        if (model.Terms.Count == 1)
        {
            var line = new double[xs.Length];
            model.PredictTerms(xs, xs.Length, line);
            return new Figure("fit") { XLabel = model.Terms[0].Name, YLabel = model.Target.Name }
                .Scatter(sample.Terms[0], sample.Truth, label: result.SamplePart, size: 5, alpha: Clearness(sample.Truth.Count))
                .Line(xs, line, label: "model", width: 2.5);
        }
        var steps = model.Loss is Data.Loss.Logistic or Data.Loss.Poisson ? 21 : 2;
        (xs, var ys) = (Ends(sample.Terms[0], steps), Ends(sample.Terms[1], steps));
        var heights = new double[steps, steps];
        var row = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            model.PredictTerms([.. xs, .. Enumerable.Repeat(ys[i], steps)], steps, row);
            for (var j = 0; j < steps; j++) heights[i, j] = row[j];
        }
        return new Figure3D("fit") { XLabel = model.Terms[0].Name, YLabel = model.Terms[1].Name, ZLabel = model.Target.Name }
            .Scatter(sample.Terms[0], sample.Terms[1], sample.Truth, label: result.SamplePart, size: 4)
            .Surface(xs, ys, heights, alpha: 0.5, label: "model");
    }

    private static double[] Ends(List<double> values, int count)
    {
        var (low, high) = (values.Min(), values.Max());
        return [.. Enumerable.Range(0, count).Select(i => low + (high - low) * i / (count - 1))];
    }

    /// <summary>Many points are clearer, so that where they lie thick can be seen.</summary>
    private static double Clearness(int points) => points > 2000 ? 0.25 : 0.6;
}
