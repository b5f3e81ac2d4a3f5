using System.Runtime.CompilerServices;
using Gradus.Backends;
using Gradus.Tests.Laziness;

namespace Gradus.Tests.Memory;

/// <summary>
/// Loops as long as a night of training: no new plan, no more live bytes. GRADUS_STEPS sets how many steps each takes; a leak of one
/// node a step is a hundred times what is allowed at the usual 20,000.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class LongLoopTests(ITestOutputHelper output)
{
    private const int Warm = 2_000;
    private const long Slack = 48 << 10;

    // Without any read a chain of pending steps grows to its limit and is then computed: up to so many bytes wait at any time.
    private const long MostPending = 6 << 20;

    private static readonly int Steps =
        int.TryParse(Environment.GetEnvironmentVariable("GRADUS_STEPS"), out var steps) ? steps : 20_000;

    private static long LiveBytes() => GC.GetTotalMemory(forceFullCollection: true);

    private void Run(Action<int> step, int warm = Warm, long slack = Slack)
    {
        PlanCache.Clear();
        var at = 0;
        for (; at < warm; at++) step(at);
        var plans = PlanCache.Count;
        var bytes = LiveBytes();
        for (; at < warm + Steps; at++) step(at);
        var grown = LiveBytes() - bytes;
        output.WriteLine($"{Steps} steps, {plans} plans, {grown} more live bytes");
        Assert.Equal(plans, PlanCache.Count);
        Assert.True(grown < slack, $"{grown} more live bytes after {Steps} more steps");
    }

    private static (Tensor X, Tensor Y, Tensor W, Tensor B) Model()
    {
        var x = Tensor.From(Numbers.Uniform(60, 1)).To(DType.Float32).Reshape([30, 2]).Realize();
        var y = Tensor.From(Numbers.Uniform(30, 2)).To(DType.Float32).Realize();
        return (x, y, Tensor.Zeros([2]).RequiresGrad(), Tensor.Zeros([]).RequiresGrad());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void GradientStepsWhoseLossIsReadNowAndThen(int every)
    {
        var (x, y, w, b) = Model();
        Run(step =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= 0.1 * w.Grad; b -= 0.1 * b.Grad; }
            w.ZeroGrad();
            b.ZeroGrad();
            if (step % every == 0) Assert.True(loss.Item() is >= 0 and < 10);
        });
    }

    [Fact]
    public void MomentumAndDecay()
    {
        var (x, y, w, b) = Model();
        var velocity = Tensor.ZerosLike(w);
        Run(_ =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                velocity *= 0.9;
                velocity += w.Grad;
                w *= 0.999;
                w -= 0.01 * velocity;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            loss.Item();
        });
    }

    [Fact]
    public void CapturedSteps()
    {
        var (x, y, w, b) = Model();
        var train = Capture.Step((Tensor inputs, Tensor targets) =>
        {
            var loss = (inputs.MatMul(w) + b - targets).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= 0.1 * w.Grad; b -= 0.1 * b.Grad; }
            w.ZeroGrad();
            b.ZeroGrad();
            return loss;
        });
        Run(_ => train(x, y).Item());
    }

    [Fact]
    public void ARunningAverageThatNobodyReads()
    {
        var (x, y, w, b) = Model();
        var (average, seen) = (Tensor.Zeros([]), Tensor.Zeros([], DType.Float64));
        Run(_ =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= 0.1 * w.Grad;
                b -= 0.1 * b.Grad;
                average = 0.99 * average + 0.01 * loss.Detach();
                seen += 1.0;
            }
            w.ZeroGrad();
            b.ZeroGrad();
        }, 10 * Warm, MostPending);
        Assert.Equal(10 * Warm + Steps, seen.Item());
        Assert.True(average.Item() is > 0 and < 10);
    }

    /// <summary>A model, its data, its gradients and its optimizer's state go with the last handle: there is no Dispose.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void ModelsThatNobodyHoldsAreCollected(int stepsTaken)
    {
        var handles = Enumerable.Range(0, 20).Select(_ => Train(stepsTaken)).ToArray();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        // What a thread keeps for the next run may hold the last one.
        var alive = handles.Sum(each => each.Count(reference => reference.IsAlive));
        Assert.True(alive <= handles[0].Length, $"{alive} of {handles.Length * handles[0].Length} are still alive");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Train(int steps)
    {
        var (x, y, w, b) = Model();
        var loss = (x.MatMul(w) + b - y).Square().Mean();
        for (var step = 0; step < steps; step++)
        {
            loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= 0.1 * w.Grad; b -= 0.1 * b.Grad; }
            // The last gradients and the last loss stay pending.
            if (step < steps - 1) loss.Item();
        }
        return [new(x), new(y), new(w), new(b), new(loss), new(x.Node), new(w.Node), new(loss.Node)];
    }
}
