using System.Diagnostics;

namespace Gradus.Tests.Laziness;

/// <summary>A run that is stopped publishes nothing, leaves its memory whole, and can be run again.</summary>
[Collection(AloneCollection.Name)]
public sealed class CancellationTests
{
    // Large enough to take far longer than it takes to stop.
    private static Tensor LargeExpression(Tensor x)
    {
        for (var i = 0; i < 40; i++) x = (x * 1.01f).Sin() + (x * 0.99f).Cos();
        return x;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ALargeRunStopsAndPublishesNothing(int threads)
    {
        var before = Flags.Threads;
        Flags.Threads = threads;
        try
        {
            var x = Tensor.Rand([10_000_000], seed: 1);
            var result = LargeExpression(x);
            var sum = result.Sum();
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            var watch = Stopwatch.StartNew();
            using (Execution.CancelWith(source.Token)) Assert.ThrowsAny<OperationCanceledException>(() => sum.Item());
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"stopped only after {watch.Elapsed}");
            Assert.True(sum.Node.IsPending);
            Assert.True(result.Node.IsPending);
            // What was pending still is, and what is smaller can be computed at once.
            var part = LargeExpression(x[..100]);
            Assert.Equal(LargeExpression(Tensor.From(x[..100].ToArray<float>())).ToArray<float>(), part.ToArray<float>());
        }
        finally
        {
            Flags.Threads = before;
        }
    }

    [Fact]
    public void ACancelledStepCanBeRunAgain()
    {
        var model = new Regression(9000, 20);
        var loss = model.Loss();
        loss.Backward();
        model.Update(0.1);
        using (var source = new CancellationTokenSource())
        {
            source.Cancel();
            using (Execution.CancelWith(source.Token)) Assert.ThrowsAny<OperationCanceledException>(() => loss.Item());
        }
        Assert.True(loss.Node.IsPending);
        Assert.True(model.W.Node.IsPending);
        var expected = model.TwinStep(0.1);
        Numbers.Close(expected, loss);
        model.AssertParametersClose();
    }

    [Fact]
    public void TrainingGoesOnAfterACancelledBackward()
    {
        // Backward finishes the last update: cancelled there, the update is not lost.
        var model = new Regression(9000, 20);
        model.Loss().Backward();
        model.Update(0.1);
        model.ZeroGrad();
        model.TwinStep(0.1);
        var loss = model.Loss();
        using (var source = new CancellationTokenSource())
        {
            source.Cancel();
            using (Execution.CancelWith(source.Token)) Assert.ThrowsAny<OperationCanceledException>(() => loss.Backward());
        }
        Assert.False(model.W.HasGrad);
        loss.Backward();
        model.Update(0.1);
        model.ZeroGrad();
        Numbers.Close(model.TwinStep(0.1), loss);
        model.AssertParametersClose();
    }

    [Fact]
    public void AStateThatNoReadLeadsToSurvivesACancelledRun()
    {
        // The run that is cancelled has taken the group's members; they must still be brought up to date later, step by step.
        var model = new Regression(300, 20);
        var count = Tensor.Zeros([]);
        var bytes = 0L;
        for (var epoch = 0; epoch < 600; epoch++)
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(0.01);
            model.ZeroGrad();
            using (Autograd.NoGrad()) count += loss.Detach() * 0 + 1;
            model.TwinStep(0.01);
            if (epoch == 10)
            {
                using var source = new CancellationTokenSource();
                source.Cancel();
                using (Execution.CancelWith(source.Token)) Assert.ThrowsAny<OperationCanceledException>(() => loss.Item());
            }
            if (epoch == 100) bytes = GC.GetTotalMemory(true);
        }
        Assert.True(GC.GetTotalMemory(true) - bytes < 100_000, "steps pile up behind the cancelled one");
        Assert.Equal(600, count.Item());
        model.AssertParametersClose();
    }

    [Fact]
    public void ScopesNestAndEnd()
    {
        using var outer = new CancellationTokenSource();
        using var inner = new CancellationTokenSource();
        using (Execution.CancelWith(outer.Token))
        {
            using (Execution.CancelWith(inner.Token)) Assert.Equal(inner.Token, Execution.Cancellation);
            Assert.Equal(outer.Token, Execution.Cancellation);
        }
        Assert.Equal(CancellationToken.None, Execution.Cancellation);
        inner.Cancel();
        Assert.Equal(3, (Tensor.From([1f, 2]).Sum()).Item());
    }
}
