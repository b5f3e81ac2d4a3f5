using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>What the tutorial leaves in its folder: each figure as PNG and SVG, the losses, and a report of everything.</summary>
internal sealed class TutorialFiles
{
    private readonly Exercise exercise;
    private readonly OutputFolder folder;
    private readonly List<(Picture Picture, string Caption)> pictures = [];

    /// <summary>Starts to draw the truth and the start, which need no training.</summary>
    public TutorialFiles(Exercise exercise, OutputFolder folder)
    {
        this.exercise = exercise;
        this.folder = folder;
        Add("truth-plane", TutorialFigures.Plane(exercise, "the truth", Exercise.TrueWeights, Exercise.TrueBias),
            "The plane that the points lie on: y = 2 x_1 - 3 x_2 + 1.");
        Add("start-plane",
            TutorialFigures.Plane(exercise, "the random start", exercise.StartWeights.ToDoubles(), exercise.StartBias.Item()),
            "The plane that every route starts from.");
    }

    public int Figures => pictures.Count;

    public void Add(TrainedRoute route)
    {
        Add($"{route.FileName}-plane", TutorialFigures.Plane(exercise, $"after {route.Label}", route.Weights, route.Bias),
            $"The plane that {route.Label} found in {route.Epochs} epochs.");
        Add($"{route.FileName}-loss", TutorialFigures.Loss(route), $"The mean loss of each epoch of {route.Label}.");
    }

    public void Finish(long seed, IReadOnlyList<TrainedRoute> routes, IReadOnlyList<Claim> claims)
    {
        Add("all-losses", TutorialFigures.AllLosses(routes), "All routes, on a logarithmic scale.");
        var losses = routes.Select(route => (route.FileName, (IReadOnlyList<double>)route.Losses));
        folder.Write("losses.csv", CsvText.Columns("epoch", [.. losses]));
        folder.Add("report.html", Report(seed, routes, claims));
        folder.Finish();
    }

    private void Add(string name, Picture picture, string caption)
    {
        pictures.Add((picture, caption));
        folder.Add(name, picture);
    }

    private Report Report(long seed, IEnumerable<TrainedRoute> routes, IReadOnlyList<Claim> claims)
    {
        var report = new Report("Linear regression, four ways")
            .Paragraph(
                $"{NumberText.Count(exercise.Points)} points x, uniform in the unit square, with y = 2 x_1 - 3 x_2 + 1, " +
                $"drawn with seed {seed}. Every route starts from the same random plane and looks for the weights and the bias " +
                "that the points came from. " +
                "The exercise is from Marc Lelarge's deep learning course, which builds on the PyTorch tutorials.");
        Append(report, TutorialTable.Of(exercise, routes));
        report.Heading("Autograd against the gradient by hand").Paragraph(TutorialTable.Verdict(claims));
        Append(report, TutorialTable.Of(claims));
        report.Heading("Figures");
        foreach (var (picture, caption) in pictures) report.Add(picture, caption);
        return report;
    }

    private static void Append(Report report, TextTable table) => report.Table(table.Header, table.Rows);
}
