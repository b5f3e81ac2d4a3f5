using System.CommandLine;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>The options of <c>gradus fit</c>, and what they mean together.</summary>
internal sealed class FitOptions
{
    private readonly Option<string> target = new("--target")
    {
        HelpName = "COLUMN",
        Description = "The column to explain.",
        Required = true,
    };

    private readonly Option<string?> features = Columns(
        "--features", "The columns that explain it; * and ? are wildcards. [default: all others]");

    private readonly Option<string?> exclude = Columns("--exclude", "Columns to leave out; * and ? are wildcards.");

    private readonly Option<string> missing = OptionKinds.Choice(
        "--missing", "What to do about a missing value: drop the row, stop, or take the column's mean.",
        "drop", ["drop", "error", "mean"]);

    private readonly Option<string?> method = OptionKinds.Choice(
        "--method", "Least squares at once, or a gradient method. [default: exact where it can be, else adam]",
        [FitSettings.Exact, FitSettings.Gd, FitSettings.Sgd, FitSettings.Adam]);

    private readonly Option<string> loss = OptionKinds.Choice(
        "--loss", "What to keep small. logistic takes a target of two values, poisson one of counts.",
        "squared", ["squared", "absolute", "huber", "logistic", "poisson"]);

    private readonly Option<double?> l1 = Penalty("--l1", "Penalty on the sizes of the standardized weights; makes many 0.");

    private readonly Option<double?> l2 = Penalty("--l2", "Penalty on the squares of the standardized weights (ridge).");

    private readonly Option<bool> interactions = new("--interactions") { Description = "Add the product of any two columns." };

    private readonly Option<int> polynomial = OptionKinds.Count(
        "--polynomial", "Add the powers of number columns up to this one.", 1, 9, 1);

    private readonly Option<int?> epochs = OptionKinds.Count(
        "--epochs", "Passes over the rows. [default: gd 3000; sgd up to 300 and adam up to 1500, fewer for many rows]",
        1, 100_000_000);

    private readonly Option<double?> learningRate = OptionKinds.Number(
        "--learning-rate", "Length of the first steps; sgd's and adam's fall to 0. " +
            "[default: gd, sgd 1/(weights+1), adam 0.02, 2/weights for many]",
        "a number above 0", value => value > 0 && double.IsFinite(value));

    private readonly Option<int?> batchSize = OptionKinds.Count(
        "--batch-size", "Rows of a step. [default: sgd 32, up to 1024 for many rows; adam all, 1024 for many rows]",
        1, int.MaxValue);

    private readonly Option<string> dtype = OptionKinds.Choice(
        "--dtype", "Element type to train in.", "float64", ["float64", "float32"]);

    private readonly Option<double?> testFraction = OptionKinds.Number(
        "--test-fraction", "Share of the rows kept for the test; 0 for none. [default: 0.2]",
        "a number from 0 to below 1", value => value is >= 0 and < 1);

    private readonly Option<double?> validationFraction = OptionKinds.Number(
        "--validation-fraction", "Share of the other rows that tells when to stop training. [default: 0, no early stop]",
        "a number from 0 to below 1", value => value is >= 0 and < 1);

    private readonly Option<int> patience = OptionKinds.Count(
        "--patience", "Epochs to wait for a lower validation loss.", 1, 100_000_000, 20);

    private readonly Option<long> seed = OptionKinds.Seed("Chooses the test rows, and the order of batches.");

    private readonly Option<int> memory = OptionKinds.Count("--memory", "Megabytes to work in.", 100, 1_000_000, 700);

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Serve a page on this machine that shows the training; it starts when the page is open.",
    };

    public IEnumerable<Option> All =>
    [
        target, features, exclude, missing, method, loss, l1, l2, interactions, polynomial, epochs, learningRate, batchSize,
        dtype, testFraction, validationFraction, patience, seed, memory, watch,
    ];

    public FitSettings Settings(Session session) => new(
        session.Value(method), session.Value(dtype) == "float32" ? DType.Float32 : DType.Float64,
        Enum.Parse<Loss>(session.Value(loss), ignoreCase: true), session.Value(l1) ?? 0, session.Value(l2) ?? 0,
        session.Value(epochs), session.Value(learningRate), session.Value(batchSize), session.Value(testFraction) ?? 0.2,
        session.Value(validationFraction) ?? 0, session.Value(patience), session.Value(seed), Missing(session),
        session.Value(memory), session.Value(watch));

    public TableRequest Request(Session session) => new(
        session.Value(target), Names(session.Value(features)), Names(session.Value(exclude)) ?? [], Missing(session),
        session.Value(loss) == "logistic", session.Value(interactions), session.Value(polynomial));

    private MissingValues Missing(Session session) => Enum.Parse<MissingValues>(session.Value(missing), ignoreCase: true);

    private static Option<string?> Columns(string name, string description) =>
        new(name) { HelpName = "A,B,...", Description = description };

    private static Option<double?> Penalty(string name, string description) => OptionKinds.Number(
        name, description + " [default: 0]", "a number from 0 up", value => value >= 0 && double.IsFinite(value));

    private static string[]? Names(string? list)
    {
        var names = list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is { Length: > 0 } ? names : null;
    }
}
