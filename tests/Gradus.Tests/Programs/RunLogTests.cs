using Gradus.Tests.Laziness;

namespace Gradus.Tests.Programs;

/// <summary>What becomes one loop, by name.</summary>
[Collection(AloneCollection.Name)]
public class RunLogTests
{
    private static IReadOnlyList<RunLog.Step> StepsOf(Func<Tensor> expression)
    {
        using var log = Execution.Watch();
        expression().Realize();
        return Assert.Single(log.Runs);
    }

    private static readonly Tensor X = Tensor.RandN([300, 40], seed: 1);

    [Fact]
    public void AChainIsOneLoop()
    {
        var step = Assert.Single(StepsOf(() => ((X * 2 + 1).Tanh() - X.Exp()).Square().Sqrt().Relu().Neg()));
        Assert.Equal(["Mul", "Add", "Tanh", "Exp", "Sub", "Square", "Sqrt", "Relu", "Neg"], step.Ops);
        Assert.Equal("loop", step.Kind);
    }

    // Loops of so many functions stay within what the JIT keeps in registers; nothing is computed twice.
    [Theory]
    [InlineData(16, 1)]
    [InlineData(100, 4)]
    [InlineData(250, 8)]
    public void ALongChainIsCut(int functions, int mostLoops)
    {
        Tensor Chain()
        {
            var x = X;
            for (var i = 0; i < functions; i++) x = i % 3 == 0 ? x * X : i % 3 == 1 ? x + X : x - 0.3f;
            return x;
        }

        var steps = StepsOf(Chain);
        Assert.InRange(steps.Count, 1, mostLoops);
        Assert.All(steps, step => Assert.InRange(step.Ops.Count, 1, 32));
        Assert.Equal(functions, steps.Sum(step => step.Ops.Count));
    }

    [Theory]
    [MemberData(nameof(OneLoop))]
    public void IsOneLoop(string name)
    {
        var step = Assert.Single(StepsOf(() => Expressions[name](X)));
        Assert.Equal("loop", step.Kind);
    }

    public static TheoryData<string> OneLoop => [.. Expressions.Keys];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Expressions = new()
    {
        ["softmax"] = x => x.Softmax(1),
        ["log softmax"] = x => x.LogSoftmax(1),
        ["layer norm"] = x => (x - x.Mean([1], keepDim: true)) / (x.Var([1], keepDim: true) + 1e-5f).Sqrt(),
        ["sum of squares"] = x => (x - 1).Square().Sum(),
        ["thin product"] = x => x[.., ..2].MatMul(Tensor.From([2f, -3f])) + 1,
        ["transposed and broadcast"] = x => x.T + x.T[0],
    };

    [Fact]
    public void ProductsAndIndicesAreStepsOfTheirOwn()
    {
        var weights = Tensor.RandN([40, 30], seed: 2);
        Assert.Equal(["product: MatMul", "loop: Add, Relu"], StepsOf(() => (X.MatMul(weights) + 1).Relu()).Select(step => $"{step}"));
        Assert.Equal(
            ["gather", "loop: Mul"], StepsOf(() => X.IndexSelect(0, Tensor.From([2, 2, 0])) * 2).Select(step => $"{step}"));
    }

    // The tutorial's step: one loop over the rows, and the rest works on numbers as few as the parameters: the mean and an update, the
    // two sums of a gradient put together, and the other update.
    [Fact]
    public void TheTutorialIsOneLoopOverTheRows()
    {
        Tensor x = X[.., ..2] + 0, y = X[.., 2] + 0;
        x.Realize();
        y.Realize();
        var w = Tensor.From([0f, 0f]).RequiresGrad();
        var b = Tensor.Zeros([]).RequiresGrad();
        IReadOnlyList<RunLog.Step> steps = [];
        for (var epoch = 0; epoch < 3; epoch++)
        {
            using var log = Execution.Watch();
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= 0.5f * w.Grad; b -= 0.5f * b.Grad; }
            w.ZeroGrad();
            b.ZeroGrad();
            loss.Item();
            steps = log.Runs[^1];
            // At first the parameters' own first values are computed.
            Assert.InRange(log.Runs.Count, 1, epoch == 0 ? 2 : 1);
        }
        Assert.Equal(["loop", "loop", "loop"], steps.Select(step => step.Kind));
        var overRows = Assert.Single(steps, step => step.Text.StartsWith("loop over 300", StringComparison.Ordinal));
        Assert.Equal(["Mul", "MultiplyAdd", "Add", "Sub", "Square"], overRows.Ops.Take(5));
        Assert.Equal(4, overRows.Ops.Count(op => op == "Sum"));
    }

    [Fact]
    public void LogsNestAndEnd()
    {
        using var outer = Execution.Watch();
        using (var inner = Execution.Watch())
        {
            (X + 1).Realize();
            Assert.Equal("loop: Add", inner.ToString());
        }
        Assert.Empty(outer.Runs);
        (X - 1).Realize();
        (X * 3).Realize();
        Assert.Equal("loop: Sub\n\nloop: Mul", outer.ToString());
    }
}
