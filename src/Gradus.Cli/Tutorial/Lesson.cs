using System.Diagnostics;

namespace Gradus.Cli;

/// <summary>The routes of the tutorial, one after the other from the same start.</summary>
internal static class Lesson
{
    public const int Epochs = 100;

    public static IEnumerable<ITrainingRoute> Routes(Exercise exercise, bool shuffle)
    {
        var (x, y, w, b, random) = exercise;
        yield return new SgdByHand(x, y, w, b, shuffle ? random : null);
        yield return new GdByHand(x, y, w, b);
        DType[] dtypes = [DType.Float32, DType.Float64];
        foreach (var dtype in dtypes) yield return new GdAutograd(exercise, dtype);
        foreach (var dtype in dtypes) yield return new GdCaptured(exercise, dtype);
    }

    public static TrainedRoute Train(ITrainingRoute route, Screen screen, CancellationToken cancellation)
    {
        var dtype = route.Weights.DType;
        return screen.During($"{route.Name} {dtype.Name}", Epochs, done =>
        {
            var clock = Stopwatch.StartNew();
            var losses = new List<double>(Epochs);
            foreach (var loss in route.Train(Epochs))
            {
                losses.Add(loss);
                done(losses.Count);
                cancellation.ThrowIfCancellationRequested();
            }
            var weights = route.Weights.ToDoubles();
            var bias = route.Bias.Item();
            return new TrainedRoute(
                route.Name, dtype, route.LearningRate, weights, bias, [.. losses], clock.Elapsed.TotalSeconds);
        });
    }
}
