using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>Eight threads that train models at once: the numbers are those of one thread that trains them in turn.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManyModelsTests
{
    private const int Many = 8;

    // Each kind is another loop, shape and dtype; the numbers hold every loss and, at the end, every parameter.
    private static readonly Func<int, double[]>[] Kinds =
    [
        seed => Plain(new(30, 2, seed: seed), epochs: 60, readEvery: 1),
        seed => Plain(new(5000, 20, seed: seed), epochs: 12, readEvery: 3),
        seed => Plain(new(9000, 2, DType.Float64, seed), epochs: 12, readEvery: 5),
        seed => Captured(new(1000, 2, seed: seed), epochs: 60),
        seed => Captured(new(300, 256, DType.Float64, seed), epochs: 30),
        seed => Network(new(64, 24, DType.Float32, seed, isCaptured: false)),
        seed => Network(new(200, 40, DType.Float64, seed, isCaptured: true)),
        seed => Parts(new(230, 7, seed: seed)),
    ];

    private static double[] Plain(Regression model, int epochs, int readEvery)
    {
        var losses = new List<double>();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(0.1);
            model.ZeroGrad();
            if (epoch % readEvery == 0) losses.Add(loss.Item());
        }
        return [.. losses, .. model.W.ToDoubles(), model.B.Item()];
    }

    private static double[] Captured(Regression model, int epochs)
    {
        var step = Capture.Step((Scalar rate) =>
        {
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                model.W -= rate * model.W.Grad;
                model.B -= rate * model.B.Grad;
            }
            model.ZeroGrad();
            return loss;
        });
        var losses = new List<double>();
        for (var epoch = 0; epoch < epochs; epoch++) losses.Add(step(0.1 / (1 + epoch)).Item());
        return [.. losses, .. model.W.ToDoubles(), model.B.Item()];
    }

    private static double[] Network(AdamNetwork network)
    {
        var losses = new List<double>();
        for (var step = 0; step < 20; step++) losses.Add(network.Step(step).Item());
        Assert.True(losses[^1] < 0.9 * losses[0], "the network learns nothing, so the test compares nothing");
        return [.. losses, .. network.State()];
    }

    // Batches of 50 rows, the last one of 30.
    private static double[] Parts(Regression model)
    {
        var losses = new List<double>();
        for (var epoch = 0; epoch < 6; epoch++)
        {
            for (var from = 0; from < model.Rows; from += 50)
            {
                var loss = model.Loss(from, Math.Min(from + 50, model.Rows));
                loss.Backward();
                model.Update(0.05);
                model.ZeroGrad();
                losses.Add(loss.Item());
            }
        }
        return [.. losses, .. model.W.ToDoubles(), model.B.Item()];
    }

    [Theory]
    [InlineData(Backend.Walk)]
    [InlineData(Backend.Emit)]
    [InlineData(Backend.Automatic)]
    public void EightThreadsTrainWhatOneThreadTrains(Backend backend)
    {
        var (backendBefore, threadsBefore) = (Flags.Backend, Flags.Threads);
        (Flags.Backend, Flags.Threads) = (backend, 1);
        try
        {
            var expected = new double[Kinds.Length][];
            for (var kind = 0; kind < Kinds.Length; kind++) expected[kind] = Kinds[kind](kind);
            Assert.DoesNotContain(expected, numbers => numbers.Any(number => !double.IsFinite(number)));

            // The threads share workers, and no plan is known: all of them compile at once.
            Flags.Threads = 3;
            PlanCache.Clear();
            for (var round = 0; round < 2; round++)
            {
                // First each its own kind; then all the same ones, so that they share plans from the first step on.
                var isShared = round == 1;
                Threads.Together(Many, thread =>
                {
                    for (var i = 0; i < Kinds.Length; i++)
                    {
                        var kind = isShared ? i : (i + thread) % Kinds.Length;
                        Assert.Equal(expected[kind], Kinds[kind](kind));
                    }
                });
                PlanCache.Clear();
            }
        }
        finally
        {
            (Flags.Backend, Flags.Threads) = (backendBefore, threadsBefore);
        }
    }
}
