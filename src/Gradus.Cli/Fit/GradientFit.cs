using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// Linear models by gradient methods: terms and target are standardized, a <see cref="LinearModel"/> is trained on them, and its
/// weights are brought back to the units of the table.
/// </summary>
internal sealed class GradientFit
{
    /// <summary>Rows that are mixed at a time where they do not all fit: about what a processor's cache holds.</summary>
    private const int PoolBytes = 4 << 20;

    private readonly FitSettings settings;
    private readonly Schedule schedule;
    private readonly Standardization terms;
    private readonly TargetScale target;
    private readonly LinearModel model;
    private readonly IUpdateRule rule;
    private readonly IBatches batches;
    private readonly IBatches? validation;
    private readonly CancellationToken cancellation;

    public GradientFit(TrainingTable table, FitSettings settings, string method, CancellationToken cancellation)
    {
        this.settings = settings;
        this.cancellation = cancellation;
        var rows = new PartRows(table, Part.Train);
        var standardization = Standardization.Of(rows, cancellation);
        terms = standardization.Take(0, table.Terms.Count);
        target = new TargetScale(settings.Loss, standardization);
        schedule = Schedule.For(settings, method, rows.Rows, table.Terms.Count);
        batches = Batches(table, Part.Train, schedule.BatchSize);
        validation = table.Parts[Part.Validation] > 0 ? Batches(table, Part.Validation, int.MaxValue) : null;
        model = new LinearModel(table.Terms.Count, settings.Loss, settings.L2, target.StartBias, settings.DType);
        rule = method == FitSettings.Adam
            ? new Adam(model.Parameters, model.Penalized, settings.L1)
            : new GradientStep(model.Parameters, model.Penalized, settings.L1);
    }

    public Schedule Schedule => schedule;

    /// <param name="progress">Told after each epoch how many are done, and the loss.</param>
    /// <param name="watcher">Shown the model as it learns; it may end the training.</param>
    public Solution Solve(Progress progress, ITrainingWatcher? watcher)
    {
        var (losses, validationLosses) = (new List<double>(), new List<double>());
        var stopping = new EarlyStopping(settings.Patience);
        var steps = (long)batches.Steps * schedule.Epochs;
        for (var epoch = 0; epoch < schedule.Epochs; epoch++)
        {
            var first = (long)epoch * batches.Steps;
            var loss = model.Train(batches.Epoch(epoch), rule, step => schedule.RateAt(first + step, steps));
            if (!double.IsFinite(loss)) throw Diverged(epoch + 1);
            losses.Add(target.LossInTableUnits(loss));
            progress(epoch + 1, losses[^1]);
            cancellation.ThrowIfCancellationRequested();
            var isEnough = false;
            if (validation is not null)
            {
                var validationLoss = model.Evaluate(validation.Epoch(0));
                validationLosses.Add(target.LossInTableUnits(validationLoss));
                isEnough = stopping.Add(validationLoss, model);
            }
            if (watcher?.Show(losses, validationLosses, InTableUnits) == true) isEnough = true;
            if (isEnough) break;
        }
        stopping.Restore(model);
        var (weights, bias) = InTableUnits();
        if (!weights.All(double.IsFinite) || !double.IsFinite(bias)) throw Diverged(losses.Count);
        return new Solution(weights, bias)
        {
            Standardization = terms,
            Losses = [.. losses],
            ValidationLosses = [.. validationLosses],
            Notes = stopping.Best > 0 ? [$"Epoch {stopping.Best:N0} had the lowest validation loss: its weights are kept."] : [],
        };
    }

    private (double[] Weights, double Bias) InTableUnits() => target.InTableUnits(model.Weights, model.Bias, terms);

    private IBatches Batches(TrainingTable table, Part part, int batchSize)
    {
        var standardization = Standardization.From([.. terms.Means, target.Shift], [.. terms.Scales, target.Scale]);
        var rows = new StandardRows(
            new PartRows(table, part), table.Store.Chunks, table.Store.ChunkRows, standardization, settings.DType);
        if (rows.Bytes <= settings.MatrixBytes)
            return new HeldBatches(rows.ReadAll(cancellation), batchSize, settings.Seed);
        var chunkBytes = rows.ChunkRows * (table.Terms.Count + 1L) * sizeof(double);
        var pool = (int)Math.Max(1, PoolBytes / chunkBytes);
        return new StreamedBatches(rows, pool, batchSize, settings.Seed, cancellation);
    }

    private FitFailedException Diverged(int epoch) => new(
        $"Training diverged: the loss is not finite in epoch {epoch} at learning rate {NumberText.Short(schedule.Rate)}. " +
        $"Try --learning-rate {NumberText.Short(schedule.Rate / 10)}" +
        (settings.Loss == Loss.Squared ? ", or --method exact." : "."));
}
