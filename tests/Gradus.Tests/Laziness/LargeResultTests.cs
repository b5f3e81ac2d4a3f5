using Gradus.Backends;
using Xunit;

namespace Gradus.Tests.Laziness;

/// <summary>Arrays of large results go from one value to the next, but never while anybody can still read the first.</summary>
[Collection(AloneCollection.Name)]
public sealed class LargeResultTests
{
    private const int Length = 300_007;

    [Fact]
    public void ResultsThatNobodyHoldsCostNoMemory()
    {
        var x = Tensor.Ones([Length]).Realize();
        for (var i = 0; i < 100; i++) (x + i).Realize();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) (x + i).Realize();
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        Assert.InRange(perStep, 0, Length);
    }

    [Fact]
    public void ValuesStayAsTheyAreWhileHeld()
    {
        var x = Tensor.Ones([Length]).Realize();
        var held = new List<(Tensor Value, int Number)>();
        for (var i = 0; i < 400; i++)
        {
            var value = (x * i).Realize();
            if (i % 7 == 0) held.Add((i % 2 == 0 ? value : value.Reshape([1, Length]).Realize(), i));
            if (held.Count > 12) held.RemoveAt(i % 12);
            foreach (var (kept, number) in held) Assert.Equal(number, kept.Flatten()[number].Item());
        }
        foreach (var (kept, number) in held) Assert.All(kept.ToArray<float>(), element => Assert.Equal(number, element));
    }

    [Fact]
    public void HandlesOfOneValueHoldItTogether()
    {
        var x = Tensor.Ones([Length]).Realize();
        var detached = new List<Tensor>();
        for (var i = 0; i < 20; i++) detached.Add((x * i).Realize().Detach());
        for (var i = 0; i < 200; i++) (x - 1).Realize();
        for (var i = 0; i < 20; i++) Assert.All(detached[i].ToArray<float>(), element => Assert.Equal(i, element));
    }

    [Fact]
    public void ParametersMoveOnWithoutNewMemory()
    {
        var w = Tensor.Ones([Length]).RequiresGrad();
        float Step()
        {
            (w * w).Sum().Backward();
            using (Autograd.NoGrad()) w -= w.Grad * 0.25;
            w.ZeroGrad();
            return w[0].Item<float>();
        }
        var expected = 1f;
        for (var i = 0; i < 30; i++) Assert.Equal(expected *= 0.5f, Step());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Step();
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, Length * 4 / 2);
    }

    [Fact]
    public void CapturedStepsHoldWhatTheyRead()
    {
        var scale = Tensor.Full([Length], 3f).Realize();
        Func<Tensor, Tensor> Make()
        {
            var constant = (scale * 2).Realize();
            return Capture.Step((Tensor x) => x * constant);
        }
        var step = Make();
        for (var i = 0; i < 300; i++)
        {
            var result = step((scale - i).Realize());
            (scale * i).Realize();
            Assert.Equal((3f - i) * 6, result[i].Item<float>());
        }
    }

    [Fact]
    public void ThreadsDoNotTakeFromEachOther() => Parallel.For(0, 8, worker =>
    {
        var x = Tensor.Full([Length], (float)worker).Realize();
        for (var i = 0; i < 100; i++)
        {
            var y = (x + i).Realize();
            var z = (y * 2).Realize();
            Assert.Equal(worker + i, y[i].Item<float>());
            Assert.Equal(2 * (worker + i), z[Length - 1 - i].Item<float>());
        }
    });

    private sealed class LastLook(Tensor held)
    {
        public static readonly List<double> Seen = [];

        ~LastLook()
        {
            for (var i = 0; i < 20; i++) (held * 0 - 1).Realize();
            lock (Seen) Seen.Add(held[Length / 2].Item());
        }
    }

    [Fact]
    public void AFinalizerStillReadsWhatItHolds()
    {
        var x = Tensor.Ones([Length]).Realize();
        for (var i = 0; i < 50; i++) _ = new LastLook((x * i).Realize());
        for (var i = 0; i < 100; i++) (x - 5).Realize();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        lock (LastLook.Seen) Assert.All(LastLook.Seen, number => Assert.InRange(number, 0, 49));
        lock (LastLook.Seen) Assert.NotEmpty(LastLook.Seen);
    }
}
