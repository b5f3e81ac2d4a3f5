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

    private readonly Option<bool> shuffle = new("--shuffle") { Description = "Take the points of sgd-by-hand in a new order each epoch." };
    private readonly Option<string?> folder = OptionKinds.Folder("Where to write figures, losses and report. [default: out/tutorial]");

    public TutorialCommand() : base(
        "tutorial", "Fit a plane to points by hand, with autograd, and captured, and compare what comes out.")
    {
        Add(seed);
        Add(points);
        Add(device);
        Add(shuffle);
        Add(folder);
    }

    public override void Run(Session session)
    {
        CheckDevice(session.Value(device));
        var exercise = Exercise.Draw(session.Value(seed), session.Value(points));
        var routes = new List<TrainedRoute>();
        foreach (var route in Lesson.Routes(exercise, session.Value(shuffle)))
            routes.Add(Lesson.Train(route, session.Screen, session.Cancellation));
        if (session.IsJson) session.Screen.Json(TutorialJson.Write(session.Value(seed), exercise.Points, routes));
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
