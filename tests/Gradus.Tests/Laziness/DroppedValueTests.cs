namespace Gradus.Tests.Laziness;

/// <summary>
/// What a run has computed on the way and not kept, and a later step builds on: expressions do not grow from step to step, whatever
/// op the value is of and however large it is.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class DroppedValueTests
{
    // A state that is 10 in the end, in all of its elements, assigned anew in each step; and what is read of it.
    private static readonly Dictionary<string, (int[] Shape, Func<Tensor, Tensor> Next)> States = new()
    {
        ["small"] = ([3], v => 0.5 * v + 5),
        ["large"] = ([2000], v => 0.5 * v + 5),
        ["detached"] = ([3], v => (0.5 * v + 5).Detach()),
        ["large and detached"] = ([2000], v => (0.5 * v + 5).Detach()),
        ["copied"] = ([2000], v => (0.5 * v + 5).Clone()),
        ["another shape"] = ([4, 3], v => (0.5 * v + 5).Reshape([12]).Reshape([4, 3])),
        ["padded"] = ([6, 6], v => (0.5 * v[1..^1, 1..^1] + 5).Pad([(1, 1), (1, 1)], 10)),
        ["rolled"] = ([2000], v => (0.5 * v + 5).Roll(1, 0)),
        ["parts"] = ([2000], v => Tensor.Concat([0.5 * v[..500] + 5, v[500..] * 0.5 + 5], 0)),
        ["picked"] = ([2000], v => (0.5 * v + 5)[Tensor.Arange(2000)]),
        ["converted"] = ([2000], v => (0.5 * v + 5).To(DType.Float64)),
        ["used twice"] = ([2000], v => 0.25 * v + v * 0.25 + 5),
        ["a product"] = ([40, 40], v => v.MatMul(Tensor.Eye(40)) * 0.5 + 5),
        ["a mean"] = ([40, 40], v => v.Mean([0], keepDim: true) * 0.5 + v * 0 + 5),
    };

    public static TheoryData<string> Names => [.. States.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AStateThatIsAssignedAnew(string name)
    {
        var (shape, next) = States[name];
        var state = Tensor.Zeros(Shape.Create(shape)).Realize();
        SteadyLoop.Run(
            _ =>
            {
                state = next(state);
                state.Sum().Item();
            },
            warmUp: 30);
        Assert.All(state.ToDoubles(), value => Assert.Equal(10, value, 1e-5));
    }

    [Theory, InlineData(3), InlineData(2000)]
    public void AParameterThatIsAssignedAnew(int elements)
    {
        var (w, steps) = (Tensor.Ones([elements]).RequiresGrad(), 0);
        SteadyLoop.Run(_ =>
        {
            steps++;
            var loss = w.Square().Sum();
            w = (w - 0.25 * Autograd.Grad(loss, [w])[0]).Detach().RequiresGrad();
            loss.Item();
        });
        // Halved by each.
        Assert.All(w.ToDoubles(), value => Assert.Equal(Math.Pow(2, -steps), value));
    }

    /// <summary>What is detached before it has been computed does not hold on to what it was computed from.</summary>
    [Theory, InlineData(16), InlineData(128)]
    public void BackpropagationThroughAFewSteps(int rows)
    {
        Tensor state = Tensor.Ones([rows, 16]), w = Tensor.Eye(16).RequiresGrad();
        SteadyLoop.Run(_ =>
        {
            state = state.Detach();
            for (var i = 0; i < 3; i++) state = state.MatMul(w).Tanh();
            var loss = state.Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.01 * w.Grad;
            w.ZeroGrad();
            loss.Item();
        });
    }

    [Fact]
    public void DetachedLossesInAList()
    {
        Tensor w = Tensor.Ones([100, 100]).RequiresGrad(), x = Tensor.Ones([1, 100]);
        var losses = new List<Tensor>();
        SteadyLoop.Run(
            _ =>
            {
                var loss = x.MatMul(w).Square().Mean();
                loss.Backward();
                using (Autograd.NoGrad()) w -= 0.001 * w.Grad;
                w.ZeroGrad();
                losses.Add(loss.Detach());
                loss.Item();
            },
            steps: 40);
        // Each of them keeps 40 KB of weights alive if it keeps any.
        Assert.True(losses[0].Item() > losses[^1].Item());
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Tables = new()
    {
        ["shuffled"] = x => x[Tensor.Permutation(2000, seed: 1)],
        ["with a column of ones"] = x => Tensor.Concat([x, Tensor.Ones([2000, 1])], 1),
        ["in float64"] = x => x.To(DType.Float64),
        ["standardized"] = x => (x - x.Mean([0], keepDim: true)) / x.Std([0]),
    };

    public static TheoryData<string> Prepared => [.. Tables.Keys];

    /// <summary>A table that is prepared once and read batch by batch is computed once, not for each batch.</summary>
    [Theory, MemberData(nameof(Prepared))]
    public void BatchesOfAPreparedTable(string name)
    {
        var table = Tables[name](Tensor.RandN([2000, 5], seed: 1).Realize());
        for (var batch = 0; batch < 3; batch++) table[(batch * 16)..(batch * 16 + 16)].Sum().Item();
        using var log = Execution.Watch();
        table[64..80].Sum().Item();
        Assert.Single(log.Runs.Single());
    }
}
