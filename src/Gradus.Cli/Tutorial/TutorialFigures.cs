using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>The pictures of the tutorial: the points with a plane through them, and the loss of each epoch.</summary>
internal static class TutorialFigures
{
    // More dots than this hide each other, and make files that no viewer opens.
    private const int MostDots = 2000;

    public static Figure3D Plane(Exercise exercise, string title, double[] weights, double bias)
    {
        var every = (exercise.Points + MostDots - 1) / MostDots;
        var shown = exercise.X.Slice([0, 0], [(exercise.Points - 1) / every + 1, 2], [every, 1]);
        var corners = Tensor.Linspace(0, 1, 2, DType.Float64);
        var heights = weights[0] * corners.Unsqueeze(0) + weights[1] * corners.Unsqueeze(1) + bias; // (rows of x2, columns of x1)
        return new Figure3D(title) { Elevation = 10, Azimuth = -110, XLabel = "x_1", YLabel = "x_2", ZLabel = "y" }
            .Scatter(shown[.., 0], shown[.., 1], 2 * shown[.., 0] - 3 * shown[.., 1] + 1, label: "points")
            .Surface(corners, corners, heights, alpha: 0.5, label: "plane");
    }

    public static Figure Loss(TrainedRoute route) =>
        new Figure("training loss") { XLabel = "epochs", YLabel = "loss" }.Line(route.Losses, label: route.Label);

    public static Figure AllLosses(IReadOnlyList<TrainedRoute> routes)
    {
        var figure = new Figure("training loss of every route") { XLabel = "epochs", YLabel = "loss", LogY = true };
        // Several routes go the same way: each is drawn narrower than the one below it, so that all can be seen.
        var width = 2 * routes.Count;
        foreach (var route in routes) figure.Line(route.Losses, label: route.Label, width: (width -= 2) + 2);
        return figure;
    }
}
