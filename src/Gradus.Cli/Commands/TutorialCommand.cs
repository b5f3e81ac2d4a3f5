using System.CommandLine;

namespace Gradus.Cli;

internal sealed class TutorialCommand : GradusCommand
{
    private readonly Option<long> seed = OptionKinds.Seed("Draws the points and the start, as NumPy's RandomState does.");
    private readonly Option<int> points = OptionKinds.Count("--points", "How many points to draw.", 1, Exercise.MostPoints, 30);

    private readonly Option<string> device = new("--device")
    {
        HelpName = "DEVICE",
        Description = "Where to compute; only cpu so far.",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<bool> shuffle = new("--shuffle")
    {
        Description = "Take the points of sgd-by-hand in a new order each epoch.",
    };

    private readonly Option<string?> folder = OptionKinds.Folder(
        "Where to write figures, losses and report. [default: out/tutorial]");

    public TutorialCommand() : base(
        "tutorial", "Fit a plane to points by hand, with autograd and captured, and compare.")
    {
        Add(seed);
        Add(points);
        Add(device);
        Add(shuffle);
        Add(folder);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("gradus tutorial", "Train every way, show the table, and write figures and a report to out/tutorial."),
        ("gradus tutorial --seed 7 --points 100 --out tour", "Other points and another start, to another folder."),
        ("gradus tutorial --json", "Parameters and losses for another program; no files."),
    ];

    public override void Run(Session session)
    {
        CheckDevice(session.Value(device));
        using var folder = session.OpenFolder(this.folder, "out/tutorial");
        var screen = session.Screen;
        var exercise = Exercise.Draw(session.Value(seed), session.Value(points));
        screen.Line($"{NumberText.Count(exercise.Points)} points of y = 2 x1 - 3 x2 + 1, seed {session.Value(seed)}");
        var files = folder is null ? null : new TutorialFiles(exercise, folder);
        var routes = new List<TrainedRoute>();
        foreach (var route in Lesson.Routes(exercise, session.Value(shuffle)))
        {
            var trained = Lesson.Train(route, screen, session.Cancellation);
            screen.Line($"{trained.Label}: loss {NumberText.Scientific(trained.Losses[^1])} after {trained.Epochs} epochs");
            routes.Add(trained);
            files?.Add(trained);
        }
        var claims = TutorialTable.Claims(exercise.Points, routes).ToList();
        files?.Finish(session.Value(seed), routes, claims);
        if (session.IsJson)
        {
            screen.Json(TutorialJson.Write(session.Value(seed), exercise.Points, routes));
            return;
        }
        screen.Line("");
        screen.Table(TutorialTable.Of(exercise, routes));
        screen.Line("");
        screen.Table(TutorialTable.Of(claims));
        screen.Line(TutorialTable.Verdict(claims));
        if (files is null) return;
        screen.Line("");
        screen.Line($"Written to {folder!.Path}: report.html, {files.Figures} figures as PNG and SVG, losses.csv");
    }

    private static void CheckDevice(string name)
    {
        try
        {
            Device.Parse(name);
        }
        catch (GradusException unknown)
        {
            throw new BadInputException(unknown.Message);
        }
    }
}
