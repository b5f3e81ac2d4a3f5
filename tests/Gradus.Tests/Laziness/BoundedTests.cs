using System.Diagnostics;
using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>What is pending stays bounded, however long a program goes without looking.</summary>
[Collection(AloneCollection.Name)]
public sealed class BoundedTests
{
    private static long LiveBytes() => GC.GetTotalMemory(forceFullCollection: true);

    [Theory]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void ARunningAverageInALocal(int steps)
    {
        Tensor average = 0.0;
        var twin = 0f;
        Average(2_000);
        var before = LiveBytes();
        Average(steps);
        Assert.True(LiveBytes() - before < 1_500_000, "the expression grows");
        Assert.Equal(twin, average.Item(), 1e-5);

        void Average(int count)
        {
            for (var step = 0; step < count; step++)
            {
                average = 0.99 * average + 0.01 * (step % 10);
                twin = 0.99f * twin + (float)(0.01 * (step % 10));
            }
        }
    }

    [Fact]
    public void ARunningAverageOfReadLossesCostsTheSameAllAlong()
    {
        var loss = Tensor.From([1f, 2, 3]);
        Tensor average = Tensor.Zeros([]);
        Run(5_000);
        var first = Time(5_000);
        Run(5_000);
        var last = Time(5_000);
        // Bounded means no trend; a factor of several is noise of a shared machine.
        Assert.True(last < 5 * first + TimeSpan.FromMilliseconds(50), $"{first} at first, {last} later");
        Assert.Equal(2, average.Item(), 1e-5);

        void Run(int steps)
        {
            for (var step = 0; step < steps; step++) average = 0.9 * average + 0.1 * loss.Mean();
        }

        TimeSpan Time(int steps)
        {
            var watch = Stopwatch.StartNew();
            Run(steps);
            return watch.Elapsed;
        }
    }

    [Fact]
    public void AStateUpdatedAndNeverRead()
    {
        var state = Tensor.Zeros([3]);
        var one = Tensor.Ones([3]).Realize();
        for (var step = 0; step < 5_000; step++) state += one;
        var (plans, bytes) = (PlanCache.Count, LiveBytes());
        for (var step = 0; step < 20_000; step++) state += one;
        // Up to some thousand nodes wait at any moment; 20,000 steps of them would be 8 MB.
        Assert.True(LiveBytes() - bytes < 1_500_000, "the pending updates grow");
        Assert.True(PlanCache.Count <= plans + 1, $"{PlanCache.Count - plans} more plans");
        Assert.Equal([25_000f, 25_000, 25_000], state.ToArray<float>());
    }

    [Fact]
    public void AChainOfAHundredThousandOps()
    {
        var x = Tensor.From([0.5f, -0.5f]);
        for (var i = 0; i < 50_000; i++) x = (x + 1f) - 1f;
        Assert.Equal([0.5f, -0.5f], x.ToArray<float>());
    }

    [Fact]
    public void AChainOfAHundredThousandOpsWithAGradient()
    {
        // History has to be kept, so the graph is as deep as it is; no walk may recurse.
        var parameter = Tensor.From([0.5f, -0.5f]).RequiresGrad();
        Tensor x = parameter;
        for (var i = 0; i < 50_000; i++) x = -(-x);
        x.Sum().Backward();
        Assert.Equal([1f, 1], parameter.Grad.ToArray<float>());
    }

    [Fact]
    public void ASharedExpressionThatDoublesIsNotCountedTwice()
    {
        // 2^40 paths lead to the leaf, and 41 nodes.
        var x = Tensor.From([1.0]);
        for (var i = 0; i < 40; i++) x += x;
        var runs = Runner.Runs;
        Assert.Equal(Math.Pow(2, 40), x.Item());
        Assert.Equal(runs + 1, Runner.Runs);
    }

    [Fact]
    public void ASharedValueThatDoublesIsOneRun()
    {
        var x = Tensor.From([1.0]);
        for (var i = 0; i < 40; i++) x = x + x;
        var runs = Runner.Runs;
        Assert.Equal(Math.Pow(2, 40), x.Item());
        Assert.Equal(runs + 1, Runner.Runs);
    }

    [Fact]
    public void AWideSumOfManyTensors()
    {
        var sum = Tensor.Zeros([10]);
        for (var i = 0; i < 10_000; i++) sum = sum + Tensor.Full([10], i % 3);
        Assert.Equal(9_999, sum.ToDoubles()[9], 1e-6);
    }

    [Fact]
    public void ADroppedModelIsGarbage()
    {
        var references = Train();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        foreach (var reference in references) Assert.False(reference.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static List<WeakReference> Train()
        {
            var model = new Regression(300, 20);
            var losses = new List<Tensor>();
            for (var epoch = 0; epoch < 3; epoch++)
            {
                var loss = model.Loss();
                loss.Backward();
                model.Update(0.1);
                model.ZeroGrad();
                losses.Add(loss);
            }
            losses[1].Item();
            // The last step is pending when the model is dropped.
            return [new(model), new(model.W), new(model.X), new(model.X.Node.Value!), new(losses[0]), new(losses[2]), new(model.W.Node)];
        }
    }

    [Fact]
    public void ReadingOneModelDoesNotKeepAnother()
    {
        var kept = new Regression(300, 20);
        var reference = TrainBeside(kept);
        kept.Loss().Item();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(reference.IsAlive);
        kept.AssertParametersClose();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference TrainBeside(Regression kept)
        {
            var model = new Regression(300, 20, seed: 9);
            // One expression of both, read; then each goes its own way.
            (model.Loss() + kept.Loss()).Item();
            model.Loss().Backward();
            model.Update(0.1);
            return new(model.W);
        }
    }
}
