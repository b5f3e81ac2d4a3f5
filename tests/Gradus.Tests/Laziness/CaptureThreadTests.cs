namespace Gradus.Tests.Laziness;

/// <summary>
/// One captured step called from several threads. Calls of one step wait for each other, so that every call is one of the steps
/// that one thread would have taken.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class CaptureThreadTests
{
    private static Func<Scalar, Tensor> Training(Regression model) => Capture.Step((Scalar rate) =>
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

    [Theory]
    [InlineData(2, 30)]
    [InlineData(2, 9000)]
    [InlineData(8, 300)]
    public void TrainingFromSeveralThreads(int threads, int rows)
    {
        const int calls = 12;
        for (var round = 0; round < 5; round++)
        {
            var alone = new Regression(rows, 3, seed: round);
            var step = Training(alone);
            var expected = new List<double>();
            for (var call = 0; call < threads * calls; call++) expected.Add(step(0.1).Item());
            for (var call = 0; call < threads * calls; call++) Numbers.Close(alone.TwinStep(0.1), expected[call], DType.Float32);

            var model = new Regression(rows, 3, seed: round);
            var together = Training(model);
            var losses = new double[threads][];
            Threads.Together(threads, thread =>
            {
                losses[thread] = new double[calls];
                for (var call = 0; call < calls; call++) losses[thread][call] = together(0.1).Item();
            });
            // Each step was taken once, whoever took it, and nobody saw one go back.
            Assert.Equal(expected.Order(), losses.SelectMany(seen => seen).Order());
            foreach (var seen in losses) Assert.Equal(seen.OrderDescending(), seen);
            Assert.Equal(alone.W.ToDoubles(), model.W.ToDoubles());
            Assert.Equal(alone.B.Item(), model.B.Item());
        }
    }

    [Fact]
    public void ArgumentsBelongToTheirCall()
    {
        for (var round = 0; round < 10; round++)
        {
            var step = Capture.Step((Tensor x, Tensor y, Scalar a) => (x * a + y).Square().Sum(0));
            Threads.Together(4, thread =>
            {
                for (var call = 0; call < 40; call++)
                {
                    // Two shapes, so that recordings and replays meet; whole numbers are exact.
                    var rows = 100 + 50 * ((thread + call) % 2);
                    double x = thread + 1, y = call, a = thread - call;
                    var found = step(Tensor.Full([rows, 3], x), Tensor.Full([rows, 3], y), a).ToDoubles();
                    Assert.Equal(Enumerable.Repeat(rows * (x * a + y) * (x * a + y), 3), found);
                }
            });
        }
    }

    [Fact]
    public void AResultStaysWhileOthersCall()
    {
        // Large enough for arrays that are used again.
        var w = Tensor.Zeros([300_000]);
        var step = Capture.Step((Scalar a) =>
        {
            w += a;
            return w * 2;
        });
        var seen = new System.Collections.Concurrent.ConcurrentBag<double>();
        Threads.Together(2, _ =>
        {
            for (var call = 0; call < 40; call++)
            {
                var result = step(1.0);
                Thread.Yield();
                var numbers = result.ToArray<float>();
                Assert.True(!numbers.AsSpan().ContainsAnyExcept(numbers[0]), "parts of two calls");
                seen.Add(numbers[0]);
            }
        });
        Assert.Equal(Enumerable.Range(1, 80).Select(call => 2.0 * call), seen.Order());
        Assert.Equal(80, w[^1].Item());
    }
}
