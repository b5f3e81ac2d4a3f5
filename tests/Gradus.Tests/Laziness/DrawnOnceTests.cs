using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>Nothing is computed twice unnoticed.</summary>
[Collection(AloneCollection.Name)]
public sealed class DrawnOnceTests
{
    [Fact]
    public void RandomNumbersWithoutASeedAreOneDraw()
    {
        var x = Tensor.Rand([1000, 2]);
        var sum = x.Sum();
        var numbers = x.ToArray<float>();
        Assert.Equal(numbers, x.ToArray<float>());
        Assert.Equal(numbers.Sum(value => (double)value), sum.Item(), 1e-3);
        Assert.NotEqual(numbers, Tensor.Rand([1000, 2]).ToArray<float>());
        // The same in a second expression, in another run.
        Assert.Equal(numbers.Sum(value => (double)value * 2), (x * 2f).Sum().Item(), 2e-3);
    }

    [Fact]
    public void DataMadeByAnExpressionIsComputedOnceAndThenKept()
    {
        // y is an expression of x that every step needs: the first runs may repeat it, after that it lies there.
        var x = Tensor.Rand([5000, 2], seed: 1);
        var y = x.MatMul(Tensor.From([2f, -3f])).Exp() + 1f;
        var w = Tensor.Rand([2], seed: 2).RequiresGrad();
        for (var epoch = 0; epoch < 6; epoch++)
        {
            var loss = (x.MatMul(w) - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.1 * w.Grad;
            w.ZeroGrad();
            loss.Item();
        }
        Assert.False(y.Node.IsPending);
    }

    [Fact]
    public void AKeptLossCostsNoSecondRunOfItsForward()
    {
        var model = new Regression(300, 20);
        var loss = model.Loss();
        loss.Backward();
        model.Update(0.1);
        model.W.Realize();
        // The update was read, not the loss; but the run passed the loss, and keeps so small a result.
        Assert.False(loss.Node.IsPending);
        // The sum that it is made of is not kept beside it.
        Assert.True(loss.Node.Input(0).IsPending);
    }

    [Fact]
    public void AReadValueIsNotRunAgain()
    {
        var x = Tensor.Rand([100], seed: 1);
        var y = x.Exp();
        y.Realize();
        var runs = Runner.Runs;
        y.ToArray<float>();
        y.ToDoubles();
        Assert.Equal(runs, Runner.Runs);
    }

    [Fact]
    public void EachOpKnowsWhereItWasMade()
    {
        Flags.Trace = true;
        try
        {
            var x = Tensor.From([1f, 2]);
            var y = x.Exp() * 2f;
            Assert.StartsWith("DrawnOnceTests.cs:", y.Node.Origin);
            Assert.StartsWith("DrawnOnceTests.cs:", y.Node.Input(0).Origin);
        }
        finally
        {
            Flags.Trace = false;
        }
    }
}
