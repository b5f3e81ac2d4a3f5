namespace Gradus.Tests;

/// <summary>Every door through which a tensor gets another value, and that what was built before keeps the old one.</summary>
public class InPlaceTests
{
    private sealed class Model
    {
        public Tensor Weight { get; set; } = Tensor.From([1.0, 2]).RequiresGrad();

        public Tensor Field = Tensor.From([1.0, 2]).RequiresGrad();
    }

    private static void Learn(Tensor w)
    {
        w.ZeroGrad();
        w.Square().Sum().Backward();
    }

    [Fact]
    public void Operators()
    {
        var x = Tensor.From([1f, 2]);
        var before = x * 1;
        x += 1;
        x -= 3;
        x *= 4;
        x /= 2;
        Assert.Equal([-2, 0], x.ToArray<float>());
        x.Assign(7);
        Assert.Equal([7, 7], x.ToArray<float>());
        x.Assign(Tensor.From([8f, 9]));
        Assert.Equal([8, 9], x.ToArray<float>());
        Assert.Equal([1, 2], before.ToArray<float>());
    }

    public static TheoryData<string> Unchanging => [.. UnchangingOperations.Keys];

    // Operations that find nothing to do, on a (3,) tensor.
    private static readonly Dictionary<string, Func<Tensor, Tensor>> UnchangingOperations = new()
    {
        ["x * 1"] = x => x * 1,
        ["1 * x"] = x => 1.0 * x,
        ["x - 0"] = x => x - 0,
        ["x / 1"] = x => x / 1,
        ["+x"] = x => +x,
        ["Pow"] = x => x.Pow(1),
        ["To dtype"] = x => x.To(DType.Float64),
        ["To device"] = x => x.To(Device.Cpu),
        ["Reshape"] = x => x.Reshape(3),
        ["Flatten"] = x => x.Flatten(),
        ["Squeeze"] = x => x.Squeeze(),
        ["T"] = x => x.T,
        ["Expand"] = x => x.Expand([3]),
        ["Index"] = x => x[..],
        ["Narrow"] = x => x.Narrow(0, 0, 3),
        ["Roll"] = x => x.Roll(3, 0),
        ["Tile"] = x => x.Tile(1),
        ["Clone"] = x => x.Clone(),
        ["Detach"] = x => x.Detach(),
    };

    // Values, not aliases: what an operation gave stays, whatever happens to its input, and the other way round.
    [Theory, MemberData(nameof(Unchanging))]
    public void WhatAnOperationGaveIsAValueOfItsOwn(string operation)
    {
        var x = Tensor.From([1.0, 2, 3]);
        var y = UnchangingOperations[operation](x);
        x += 10;
        Assert.Equal([1, 2, 3], y.ToArray<double>());
        y *= 2;
        Assert.Equal([11, 12, 13], x.ToArray<double>());
        Assert.Equal([2, 4, 6], y.ToArray<double>());
    }

    [Theory, MemberData(nameof(Unchanging))]
    public void OfAParameterItIsAComputedTensor(string operation)
    {
        var w = Tensor.From([1.0, 2, 3]).RequiresGrad();
        var y = UnchangingOperations[operation](w);
        if (operation != "Detach")
        {
            Assert.True(y.NeedsGrad && !y.IsLeaf);
            (y * y).Sum().Backward();
            Assert.Equal([2, 4, 6], w.Grad.ToArray<double>());
            Assert.False(y.HasGrad);
        }
        using (Autograd.NoGrad())
        {
            var start = UnchangingOperations[operation](w);
            Assert.False(start.NeedsGrad);
            w -= 1;
            Assert.Equal([1, 2, 3], start.ToArray<double>());
        }
        Assert.True(w.IsLeaf);
        Assert.Equal([0, 1, 2], w.ToArray<double>());
        Assert.Equal([1, 2, 3], y.ToArray<double>());
    }

    // One cotangent goes to both inputs of a sum; clipping one gradient in place must not clip the other.
    [Fact]
    public void GradientsAreSeparate()
    {
        var (a, b) = (Tensor.From([1.0, 2]).RequiresGrad(), Tensor.From([3.0, 4]).RequiresGrad());
        (a + b).Backward(Tensor.From([5.0, 6]));
        a.Grad.MultiplyInPlace(0);
        Assert.Equal([5, 6], b.Grad.ToArray<double>());
        var cotangent = Tensor.From([5.0, 6]);
        var c = Tensor.From([1.0, 2]).RequiresGrad();
        c.Backward(cotangent);
        c.Grad.MultiplyInPlace(0);
        Assert.Equal([5, 6], cotangent.ToArray<double>());
    }

    [Fact]
    public void AHandleIsShared()
    {
        var x = Tensor.From([1f]);
        var same = x;
        x += 1;
        Assert.Same(x, same);
        Assert.Equal(2, same.Item());
    }

    // -= on a field, a parameter, an array element: the operator. Each stays the same parameter.
    [Fact]
    public void DoorsThatAreVariables()
    {
        var model = new Model();
        var field = model.Field;
        Learn(model.Field);
        using (Autograd.NoGrad()) model.Field -= 0.25 * model.Field.Grad;
        Assert.Same(field, model.Field);
        Assert.True(model.Field.IsLeaf && model.Field.NeedsGrad);
        Assert.Equal([0.5, 1], model.Field.ToArray<double>());

        Tensor[] parameters = [Tensor.From([4.0]).RequiresGrad()];
        Learn(parameters[0]);
        using (Autograd.NoGrad()) parameters[0] -= 0.25 * parameters[0].Grad;
        Assert.Equal(2, parameters[0].Item());
        Assert.True(parameters[0].IsLeaf && parameters[0].NeedsGrad);
    }

    // On a property or a list element C# writes t = t - e: a new tensor, which is no parameter, so training would stop with an error
    // rather than go on with wrong numbers.
    [Fact]
    public void DoorsThatAreProperties()
    {
        var model = new Model();
        var parameter = model.Weight;
        Learn(model.Weight);
        using (Autograd.NoGrad()) model.Weight -= 0.25 * model.Weight.Grad;
        Assert.NotSame(parameter, model.Weight);
        Assert.Equal([0.5, 1], model.Weight.ToArray<double>());
        Assert.False(model.Weight.NeedsGrad);
        Assert.Throws<GradusException>(() => model.Weight.Square().Sum().Backward());
        Assert.Equal([1, 2], parameter.ToArray<double>());

        List<Tensor> list = [Tensor.From([4.0]).RequiresGrad()];
        Learn(list[0]);
        using (Autograd.NoGrad()) list[0].SubtractInPlace(0.25 * list[0].Grad);
        Assert.Equal(2, list[0].Item());
        Assert.True(list[0].IsLeaf && list[0].NeedsGrad);
    }

    [Fact]
    public void ForeachUpdatesInPlace()
    {
        List<Tensor> parameters = [Tensor.From([1.0]).RequiresGrad(), Tensor.From([2.0, 3]).RequiresGrad()];
        parameters.ForEach(Learn);
        using (Autograd.NoGrad())
        {
            foreach (var parameter in parameters)
            {
                parameter.SubtractInPlace(0.25 * parameter.Grad);
                parameter.AddInPlace(1);
                parameter.MultiplyInPlace(2);
                parameter.DivideInPlace(4);
            }
        }
        Assert.Equal(0.75, parameters[0].Item());
        Assert.Equal([1, 1.25], parameters[1].ToArray<double>());
        Assert.All(parameters, parameter => Assert.True(parameter.NeedsGrad && parameter.IsLeaf));
    }

    [Fact]
    public void AnUpdatedParameterIsTheSameParameter()
    {
        var w = Tensor.From([3.0]).RequiresGrad();
        for (var step = 0; step < 3; step++)
        {
            var loss = w.Square().Sum();
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.25 * w.Grad;
            w.ZeroGrad();
        }
        Assert.Equal(0.375, w.Item());
    }

    // A graph built before an update is differentiated where it was built.
    [Fact]
    public void BackwardAfterAnUpdateUsesTheOldValue()
    {
        var w = Tensor.From([3.0]).RequiresGrad();
        var loss = w.Square().Sum();
        using (Autograd.NoGrad()) w -= 1;
        loss.Backward();
        Assert.Equal(9, loss.Item());
        Assert.Equal(6, w.Grad.Item());
        Assert.Equal(2, w.Item());
    }

    [Fact]
    public void AnUpdateWithHistoryIsPartOfTheExpression()
    {
        var w = Tensor.From([3.0]).RequiresGrad();
        var y = w * 2;
        y *= w;
        y += 1;
        Assert.Equal(19, y.Item());
        y.Sum().Backward();
        Assert.Equal(12, w.Grad.Item());
        var plain = Tensor.From([1.0]);
        plain += w;
        Assert.True(plain.NeedsGrad && !plain.IsLeaf);
    }
}
