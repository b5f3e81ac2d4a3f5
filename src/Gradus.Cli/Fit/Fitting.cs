using System.Diagnostics;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>Divides the rows, fits by the method asked for, and scores.</summary>
internal static class Fitting
{
    /// <summary>Rows in a picture.</summary>
    private const int SampleRows = 10_000;

    public static FitResult Run(
        TrainingTable table, FitSettings settings, Screen screen, Func<TrainingTable, int, ITrainingWatcher?> watch,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        table.Divide(settings.TestFraction, settings.ValidationFraction, settings.Seed, settings.Missing);
        var method = MethodFor(table, settings, screen);
        CheckTarget(table, settings);
        var solution = method == FitSettings.Exact
            ? screen.During("exact", 1, _ => ExactFit.Solve(table, settings.L2, cancellation))
            : Train(table, settings, method, screen, watch, cancellation);
        var model = Model(table, settings, method, solution);
        var (train, trainSample) = Scoring.Of(table, Part.Train, model, SampleRows, cancellation);
        var validation = Score(Part.Validation)?.Score;
        var test = Score(Part.Test);
        var inference = Inference.Of(solution, train);
        var result = new FitResult(
            model, solution, inference, train, validation, test?.Score, test?.Sample ?? trainSample, 0,
            [.. table.Notes, .. solution.Notes]);
        model = Model(table, settings, method, solution, result);
        return result with { Model = model, Seconds = clock.Elapsed.TotalSeconds };

        (PartScore Score, RowSample Sample)? Score(Part part) =>
            table.Parts[part] == 0 ? null : Scoring.Of(table, part, model, SampleRows, cancellation);
    }

    private static Solution Train(
        TrainingTable table, FitSettings settings, string method, Screen screen,
        Func<TrainingTable, int, ITrainingWatcher?> watch, CancellationToken cancellation)
    {
        var fit = new GradientFit(table, settings, method, cancellation);
        using var watcher = watch(table, fit.Schedule.Epochs);
        return screen.During(
            $"{method} {settings.DType.Name}", fit.Schedule.Epochs, progress => fit.Solve(progress, watcher));
    }

    private static string MethodFor(TrainingTable table, FitSettings settings, Screen screen)
    {
        var terms = table.Terms.Count;
        if (settings.Method == FitSettings.Exact && terms >= FitSettings.ExactWeights)
            throw new BadInputException(
                $"--method exact takes fewer than {NumberText.Count(FitSettings.ExactWeights)} weights; " +
                $"there are {NumberText.Count(terms)}. Name fewer --features, or use --method adam.");
        var method = settings.MethodFor(terms);
        if (method != settings.MethodFor(table.Columns.Count))
            screen.Line($"{NumberText.Count(terms)} weights are too many for exact: adam takes its place.");
        return method;
    }

    // The whole column varies, or it could not have been read; its training part may still be one value.
    private static void CheckTarget(TrainingTable table, FitSettings settings)
    {
        var train = new TargetSummary();
        var chunk = new TableChunk(table);
        for (var index = 0; index < table.Store.Chunks && train.Distinct.Count < 2; index++)
        {
            chunk.Load(index, Part.Train);
            train.Add(chunk.Column(table.Columns.Count));
        }
        var name = table.Target.Name;
        if (train.Distinct.Count == 1)
            throw new BadInputException(
                $"Target '{name}' has one value, {NumberText.Exact(train.Distinct[0])}, " +
                $"in the {NumberText.Count(table.Parts[Part.Train])} rows to learn from; " +
                "choose another --seed or a smaller --test-fraction.");
        if (settings.Loss == Loss.Poisson && table.TargetValues.Smallest < 0)
            throw new BadInputException(
                $"Target '{name}' has the value {NumberText.Exact(table.TargetValues.Smallest)}; " +
                "--loss poisson explains counts and rates, from 0 up. Use another --loss.");
    }

    private static FittedModel Model(
        TrainingTable table, FitSettings settings, string method, Solution solution, FitResult? result = null)
    {
        // Columns that take no part are left out of the model, so that the others have new numbers.
        int[] used = [.. table.Used];
        var terms = table.Terms.Select(term => term with
        {
            Factors = [.. term.Factors.Select(factor => factor with { Column = Array.IndexOf(used, factor.Column) })],
        });
        var scores = from part in result?.Parts ?? []
                     from score in FitTable.Values(part.Score)
                     select KeyValuePair.Create($"{part.Name} {score.Name}", score.Value);
        return new FittedModel(solution.Weights)
        {
            Columns = [.. used.Select(column => table.Columns[column])],
            Target = table.Target,
            Terms = [.. terms],
            Bias = solution.Bias,
            Loss = settings.Loss,
            Method = method,
            Rows = table.Parts[Part.Train],
            StandardErrors = result?.Inference?.StandardErrors ?? [],
            Means = solution.Standardization?.Means ?? [],
            Scales = solution.Standardization?.Scales ?? [],
            Scores = scores.ToDictionary(),
            MadeBy = VersionAction.Version,
        };
    }
}
