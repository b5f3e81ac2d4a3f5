using System.Diagnostics;

namespace Gradus.Tests.Laziness;

/// <summary>Runs of loops, products, copies and updates that are stopped at a moment nobody chose, again and again.</summary>
[Collection(AloneCollection.Name)]
public sealed class CancelledAnywhereTests
{
    private const int Times = 15;

    private static readonly Tensor Left = Tensor.RandN([600, 500], seed: 1).Realize();
    private static readonly Tensor Right = Tensor.RandN([500, 700], seed: 2).Realize();

    // Several steps of each kind of work, made anew at each call.
    private static readonly Dictionary<string, Func<Tensor>> Cases = new()
    {
        ["products"] = () => (Left.MatMul(Right).Tanh().MatMul(Right.T) + 1).MatMul(Right),
        ["loops"] = () => ((Left * 1.5f).Sin() - Left.Mean([0])).Softmax(1).Sum([0]) + Left.Exp().Sum([1]).Mean(),
        ["copies"] = () => Left.T.Clone().Reshape(600, 500).Flip(1).IndexSelect(0, Tensor.Arange(600)).Exp(),
    };

    public static TheoryData<string, int> Runs =>
        [.. from name in Cases.Keys from threads in new[] { 1, 2, 8 } select new TheoryDataRow<string, int>(name, threads)];

    [Theory, MemberData(nameof(Runs))]
    public void WhatIsReadAfterwardsIsWhole(string name, int threads)
    {
        var before = Flags.Threads;
        Flags.Threads = threads;
        try
        {
            var expected = Cases[name]().ToDoubles();
            var undisturbed = Stopwatch.StartNew();
            Cases[name]().Realize();
            undisturbed.Stop();
            var random = new Random(threads);
            for (var time = 0; time < Times; time++)
            {
                var result = Cases[name]();
                StopSomewhere(undisturbed.Elapsed, random, () => result.Realize());
                Assert.Equal(expected, result.ToDoubles());
            }
        }
        finally
        {
            Flags.Threads = before;
        }
    }

    // The weights are those before the step or those after it, and the steps behind it go on from there.
    [Theory, InlineData(1), InlineData(8)]
    public void ACapturedUpdateIsDoneOrNotDone(int threads)
    {
        var before = Flags.Threads;
        Flags.Threads = threads;
        try
        {
            var (step, weights) = Learner();
            var (twin, twinWeights) = Learner();
            step(Left, 0.01);
            twin(Left, 0.01);
            var undisturbed = Stopwatch.StartNew();
            var (old, next) = (twinWeights.ToDoubles(), Next());
            undisturbed.Stop();
            var random = new Random(threads);
            var (stopped, done) = (0, 0);
            for (var time = 0; time < 4 * Times; time++)
            {
                StopSomewhere(undisturbed.Elapsed, random, () => step(Left, 0.01).Item());
                var found = weights.ToDoubles();
                if (found.AsSpan().SequenceEqual(old)) stopped++;
                else
                {
                    Assert.Equal(next, found);
                    done++;
                    (old, next) = (next, Next());
                }
            }
            Assert.True(stopped > 0 && done > 0, $"{stopped} times stopped and {done} times done: neither may be missing");

            double[] Next()
            {
                twin(Left, 0.01).Item();
                return twinWeights.ToDoubles();
            }
        }
        finally
        {
            Flags.Threads = before;
        }
    }

    private static (Func<Tensor, Scalar, Tensor> Step, Tensor Weights) Learner()
    {
        var weights = Tensor.Full([500, 700], 0.01f).RequiresGrad();
        var truth = Tensor.RandN([600, 700], seed: 3).Realize();
        return (Capture.Step((Tensor x, Scalar rate) =>
        {
            var loss = (x.MatMul(weights) - truth).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) weights -= rate * weights.Grad;
            weights.ZeroGrad();
            return loss;
        }), weights);
    }

    private static void StopSomewhere(TimeSpan undisturbed, Random random, Action run)
    {
        using var source = new CancellationTokenSource();
        // A timer is too coarse: another thread watches the clock.
        var moment = undisturbed * 3 * random.NextDouble();
        var began = Stopwatch.StartNew();
        var watcher = Task.Run(() =>
        {
            while (began.Elapsed < moment) Thread.SpinWait(50);
            source.Cancel();
        });
        try
        {
            using (Execution.CancelWith(source.Token)) run();
        }
        catch (OperationCanceledException)
        {
            // Stopped in time.
        }
        watcher.Wait();
    }
}
