using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>
/// What nobody has computed yet, read from eight threads at once: they see one thread's numbers where all begin with the same
/// tensor, and the right ones, the same for all, in any order.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class SharedGraphTests
{
    private const int Many = 8;

    public static TheoryData<Backend, int> Ways => new()
    {
        { Backend.Walk, 1 },
        { Backend.Walk, 3 },
        { Backend.Emit, 3 },
    };

    private static void With(Backend backend, int threads, Action action)
    {
        var before = (Flags.Backend, Flags.Threads);
        (Flags.Backend, Flags.Threads) = (backend, threads);
        PlanCache.Clear();
        try
        {
            action();
        }
        finally
        {
            (Flags.Backend, Flags.Threads) = before;
        }
    }

    /// <summary>Eight threads read the same tensor first: they see what one thread sees on a graph of its own.</summary>
    private static void AllReadOne(Func<Tensor[]> graph, int rounds)
    {
        for (var at = 0; at < graph().Length; at++)
        {
            var expected = graph()[at].ToDoubles();
            for (var round = 0; round < rounds; round++)
            {
                var one = graph()[at];
                Assert.True(one.Node.IsPending, "nothing is left to compute, so the test compares nothing");
                Threads.Together(Many, _ => Assert.Equal(expected, one.ToDoubles()));
            }
        }
    }

    /// <summary>
    /// Eight threads read everything, each in an order of its own: all see the same bits. A sum of what has been read before may
    /// be rounded otherwise than one computed together with what it sums, so that one thread's bits depend on its order, too.
    /// </summary>
    private static void AllReadAll(Func<Tensor[]> graph, double[]?[] truth, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var tensors = graph();
            var found = new double[Many][][];
            Threads.Together(Many, thread =>
            {
                found[thread] = new double[tensors.Length][];
                for (var turn = 0; turn < tensors.Length; turn++)
                {
                    var at = (thread + round + (thread % 2 == 0 ? turn : tensors.Length - turn)) % tensors.Length;
                    found[thread][at] = tensors[at].ToDoubles();
                }
            });
            for (var at = 0; at < tensors.Length; at++)
            {
                for (var thread = 1; thread < Many; thread++) Assert.Equal(found[0][at], found[thread][at]);
                if (truth[at] is { } numbers) Numbers.Close(numbers, found[0][at], DType.Float64);
            }
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void ALongGraph(Backend backend, int threads) => With(backend, threads, () =>
    {
        const int length = 5000, ops = 300;
        var numbers = Numbers.Uniform(length, 3);
        Tensor[] Chain()
        {
            var x = Numbers.Tensor(numbers, [length], DType.Float64);
            var y = x;
            for (var i = 0; i < ops; i++) y = i % 3 == 0 ? y * 0.9 + x : i % 3 == 1 ? y - 0.25 * x : (y + 0.5).Abs();
            return [y];
        }

        // The same in plain arithmetic, within the roundings that fusing may leave out.
        var truth = (double[])numbers.Clone();
        for (var i = 0; i < ops; i++)
            for (var at = 0; at < length; at++)
                truth[at] = i % 3 == 0 ? truth[at] * 0.9 + numbers[at]
                    : i % 3 == 1 ? truth[at] - 0.25 * numbers[at] : Math.Abs(truth[at] + 0.5);
        AllReadOne(Chain, rounds: 15);
        AllReadAll(Chain, [truth], rounds: 5);
    });

    [Theory, MemberData(nameof(Ways))]
    public void SubgraphsThatManyResultsShare(Backend backend, int threads) => With(backend, threads, () =>
    {
        const int rows = 60, columns = 70;
        var numbers = Numbers.Uniform(rows * columns, 4);
        Tensor[] Results()
        {
            var x = Numbers.Tensor(numbers, [rows, columns], DType.Float64);
            var shared = x * 2.0 + 1.0;
            // Each level uses the one before twice: 2^12 ways lead from the last to the first.
            var levels = new List<Tensor> { shared };
            for (var i = 0; i < 12; i++) levels.Add(levels[^1] * 0.5 + levels[^1].Flip(0) * 0.25);
            var sums = levels[6].Sum([1], keepDim: true);
            var products = levels[3].MatMul(levels[3].Transpose(0, 1));
            return [levels[12], sums, levels[9] - sums, products, levels[6], products.Sum(0) + sums.Squeeze(1), shared];
        }

        var shared = Array.ConvertAll(numbers, number => number * 2 + 1);
        var level = shared;
        for (var i = 0; i < 12; i++)
        {
            var next = new double[level.Length];
            for (var at = 0; at < next.Length; at++)
                next[at] = level[at] * 0.5 + level[(rows - 1 - at / columns) * columns + at % columns] * 0.25;
            level = next;
        }
        AllReadOne(Results, rounds: 8);
        AllReadAll(Results, [level, null, null, null, null, null, shared], rounds: 40);
    });

    [Theory, MemberData(nameof(Ways))]
    public void GradientsOfAStepThatNobodyHasRun(Backend backend, int threads) => With(backend, threads, () =>
    {
        static Tensor[] Step(Regression model)
        {
            var prediction = model.Predict();
            var loss = (prediction - model.Y).Square().Mean();
            loss.Backward();
            return [loss, model.W.Grad, model.B.Grad, prediction];
        }

        var twin = new Regression(700, 20, DType.Float64);
        var prediction = twin.TwinPredict();
        AllReadOne(() => Step(new(700, 20, DType.Float64)), rounds: 25);
        AllReadAll(
            () => Step(new(700, 20, DType.Float64)), [[twin.TwinBackward()], twin.GradW, twin.GradB, prediction], rounds: 40);
    });

    [Theory, MemberData(nameof(Ways))]
    public void UpdatesThatWait(Backend backend, int threads) => With(backend, threads, () =>
    {
        static Tensor[] Steps(Regression model)
        {
            var losses = new List<Tensor>();
            for (var step = 0; step < 3; step++)
            {
                losses.Add(model.Loss());
                losses[^1].Backward();
                model.Update(0.1);
                model.ZeroGrad();
            }
            return [.. losses, model.W, model.B, model.Predict()];
        }

        var twin = new Regression(300, 20, DType.Float64);
        double[] losses = [twin.TwinStep(0.1), twin.TwinStep(0.1), twin.TwinStep(0.1)];
        double[][] truth = [[losses[0]], [losses[1]], [losses[2]], twin.TwinW, twin.TwinB, twin.TwinPredict()];
        // The next step has computed the losses before the last one.
        AllReadOne(() => Steps(new(300, 20, DType.Float64))[2..], rounds: 25);
        AllReadAll(() => Steps(new(300, 20, DType.Float64)), truth, rounds: 40);
    });

    [Fact]
    public void GradientsAskedForByAllAtOnce()
    {
        for (var round = 0; round < 15; round++)
        {
            var numbers = Numbers.Uniform(400, round);
            var w = Tensor.From(numbers).RequiresGrad();
            var shared = w.Square() * w;
            // Thread t asks for the derivative of t w^3 and for its derivative: 3 t w^2 and 6 t w.
            Threads.Together(Many, thread =>
            {
                var first = Autograd.Grad((shared * (double)thread).Sum(), [w], createGraph: true)[0];
                var second = Autograd.Grad(first.Sum(), [w])[0];
                Numbers.Close(Array.ConvertAll(numbers, number => 3 * thread * number * number), first);
                Numbers.Close(Array.ConvertAll(numbers, number => 6 * thread * number), second);
            });
        }
    }
}
