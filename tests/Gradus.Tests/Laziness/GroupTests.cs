using Gradus.Backends;
using Gradus.Graph;

namespace Gradus.Tests.Laziness;

/// <summary>What one run computes together, and what it leaves alone.</summary>
[Collection(AloneCollection.Name)]
public sealed class GroupTests
{
    [Fact]
    public void ReadingTheLossRunsTheWholeStep()
    {
        var model = new Regression(300, 20);
        var loss = model.Loss();
        loss.Backward();
        model.Update(0.1);
        var runs = Runner.Runs;
        loss.Item();
        Assert.False(model.W.Node.IsPending);
        Assert.False(model.B.Node.IsPending);
        Assert.False(model.W.Grad.Node.IsPending);
        Assert.Equal(runs + 1, Runner.Runs);
    }

    public static TheoryData<string> Losses => [.. Forms.Keys];

    private static readonly Dictionary<string, Func<Regression, Tensor>> Forms = new()
    {
        ["a sum divided by hand"] = model => (model.Predict() - model.Y).Square().Sum() / 300,
        ["negated"] = model => -(-(model.Predict() - model.Y).Square().Mean()),
        ["with a penalty"] = model => model.Loss() + 0.01 * model.W.Square().Sum(),
        ["two penalties"] = model => model.Loss() + 0.01 * model.W.Square().Sum() + 0.01 * model.W.Abs().Sum(),
        ["a norm"] = model => (model.Predict() - model.Y).Norm(),
        ["a variance"] = model => (model.Predict() - model.Y).Var(),
        ["a logarithm"] = model => (model.Predict() - model.Y).Square().LogSumExp(0).Sum(),
        ["one element, picked"] = model => (model.Predict() - model.Y).Square().Sum([0], keepDim: true)[0],
    };

    [Theory, MemberData(nameof(Losses))]
    public void ALossOfAnyFormIsComputedInTheRunOfItsStep(string form)
    {
        var model = new Regression(300, 20);
        SteadyLoop.Run(_ =>
        {
            var loss = Forms[form](model);
            loss.Backward();
            model.Update(0.001);
            model.ZeroGrad();
            model.W.Realize();
            loss.Item();
        });
    }

    [Fact]
    public void BackwardFinishesTheLastUpdateButNotTheLossBuiltOnIt()
    {
        var model = new Regression(300, 20);
        model.Loss().Backward();
        model.Update(0.1);
        model.ZeroGrad();
        var (w, b) = (model.W.Node, model.B.Node);
        var loss = model.Loss();
        var runs = Runner.Runs;
        loss.Backward();
        Assert.Equal(runs + 1, Runner.Runs);
        Assert.False(w.IsPending);
        Assert.False(b.IsPending);
        Assert.True(loss.Node.IsPending);
        Assert.True(loss.Node.Input(0).IsPending);
        Assert.True(model.W.Grad.Node.IsPending);
    }

    [Fact]
    public void WaitingParametersAreFinishedInOneRun()
    {
        // The gradients have been read, so the two updates share nothing that waits.
        var model = new Regression(300, 20);
        model.Loss().Backward();
        model.W.Grad.Realize();
        model.B.Grad.Realize();
        model.Update(0.1);
        model.ZeroGrad();
        var loss = model.Loss();
        var runs = Runner.Runs;
        loss.Backward();
        Assert.Equal(runs + 1, Runner.Runs);
    }

    [Fact]
    public void SeparateModelsShareNoRun()
    {
        var (first, second) = (new Regression(300, 20), new Regression(300, 20, seed: 7));
        var losses = new[] { first.Loss(), second.Loss() };
        losses[0].Backward();
        losses[1].Backward();
        first.Update(0.1);
        second.Update(0.1);
        losses[0].Item();
        Assert.False(first.W.Node.IsPending);
        Assert.True(second.W.Node.IsPending);
        Assert.True(losses[1].Node.IsPending);
    }

    /// <summary>A parameter without a slope is no exception, whether or not the pass is deferred.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void GradientsOfZerosBelongToAGroup(bool isRead)
    {
        Tensor a = Tensor.From([1.5f, 2]).RequiresGrad(), b = Tensor.From([1.5f, 2]).RequiresGrad();
        (a * b).Sum().Backward();
        Runner.Realize([a.Grad.Node, b.Grad.Node]);
        var hidden = a * 3f + b.Round();
        if (isRead) hidden.Realize();
        hidden.Sum().Backward();
        Assert.All([a, b], parameter => Assert.NotNull(Group.Of(parameter.Grad.Node)));
        Assert.Equal([4.5f, 5], a.Grad.ToArray<float>());
        Assert.Equal([1.5f, 2], b.Grad.ToArray<float>());
    }
}
