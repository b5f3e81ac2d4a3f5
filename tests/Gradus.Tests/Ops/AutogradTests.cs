namespace Gradus.Tests;

/// <summary>What Backward, Grad and the modes promise. Their errors are in ErrorTests.</summary>
public class AutogradTests
{
    private static Tensor Parameter(params double[] values) => Tensor.From(values).RequiresGrad();

    [Fact]
    public void GradientsAddUp()
    {
        var w = Parameter(1, 2);
        w.Square().Sum().Backward();
        Assert.Equal([2, 4], w.Grad.ToArray<double>());
        w.Square().Sum().Backward();
        Assert.Equal([4, 8], w.Grad.ToArray<double>());
        w.ZeroGrad();
        Assert.False(w.HasGrad);
        w.Sum().Backward();
        Assert.Equal([1, 1], w.Grad.ToArray<double>());
    }

    [Fact]
    public void OneResultCanGoBackTwice()
    {
        var w = Parameter(3);
        var loss = w.Square().Sum();
        loss.Backward();
        loss.Backward();
        Assert.Equal([12], w.Grad.ToArray<double>());
    }

    [Fact]
    public void AParameterUsedTwiceGetsBothParts()
    {
        var w = Parameter(2);
        (w * w + w.Exp() * w).Sum().Backward();
        Assert.Equal(4 + 3 * Math.Exp(2), w.Grad.Item(), 1e-14);
    }

    [Fact]
    public void GradIsAskedForAndForgotten()
    {
        var w = Parameter(1);
        Assert.False(w.HasGrad);
        w.Sum().Backward();
        Assert.True(w.HasGrad);
        w.Grad = null;
        Assert.False(w.HasGrad);
        w.Grad = Tensor.From([5.0]);
        w.Sum().Backward();
        Assert.Equal(6, w.Grad.Item());
    }

    [Fact]
    public void GradientsOfAConstantSumCanBeUpdatedInPlace()
    {
        var w = Parameter(1, 2);
        w.Sum().Backward();
        w.Grad *= 3;
        Assert.Equal([3, 3], w.Grad.ToArray<double>());
    }

    [Fact]
    public void AParameterWithoutPathHasNoGradient()
    {
        var (used, unused) = (Parameter(1), Parameter(1));
        (used * 2).Sum().Backward();
        Assert.True(used.HasGrad);
        Assert.False(unused.HasGrad);
    }

    // As in PyTorch: floor has a derivative, and it is 0.
    [Fact]
    public void ReachedThroughAFlatFunctionTheGradientIsZero()
    {
        var w = Parameter(1.5, 2.5);
        w.Floor().Sum().Backward();
        Assert.Equal([0, 0], w.Grad.ToArray<double>());
        var masked = Parameter(1.5, -2.5);
        masked.Where(masked > 0, 0).Sum().Backward();
        Assert.Equal([1, 0], masked.Grad.ToArray<double>());
    }

    [Fact]
    public void NoGradKeepsNoHistory()
    {
        var w = Parameter(1);
        Assert.True(Autograd.IsEnabled);
        using (Autograd.NoGrad())
        {
            Assert.False(Autograd.IsEnabled);
            Assert.False((w * 2).NeedsGrad);
            using (Autograd.EnableGrad()) Assert.True((w * 2).NeedsGrad);
            Assert.False(w.Clone().NeedsGrad);
            Assert.True(w.NeedsGrad);
        }
        Assert.True((w * 2).NeedsGrad);
    }

    [Fact]
    public void NoGradHoldsForItsThreadOnly()
    {
        using var mode = Autograd.NoGrad();
        var isEnabledElsewhere = false;
        var thread = new Thread(() => isEnabledElsewhere = Autograd.IsEnabled);
        thread.Start();
        thread.Join();
        Assert.True(isEnabledElsewhere);
        Assert.False(Autograd.IsEnabled);
    }

    [Fact]
    public void Leaves()
    {
        var data = Tensor.From([1.0]);
        Assert.True(data.IsLeaf && !data.NeedsGrad);
        var w = data.RequiresGrad();
        Assert.Same(data, w);
        Assert.True(w.IsLeaf && w.NeedsGrad);
        var y = w * 2;
        Assert.True(!y.IsLeaf && y.NeedsGrad);
        Assert.Same(y, y.RequiresGrad());
        Assert.False((w > 0).NeedsGrad);
        Assert.False(w.To(DType.Int64).NeedsGrad);
        w.RequiresGrad(false);
        Assert.True(w.IsLeaf && !w.NeedsGrad);
        Assert.False((w * 2).NeedsGrad);
    }

    [Fact]
    public void DetachAndClone()
    {
        var w = Parameter(2);
        Assert.False(w.Detach().NeedsGrad);
        Assert.Equal(2, w.Detach().Item());
        (w.Clone() * w.Detach() * w).Sum().Backward();
        // w^2 times a constant 2
        Assert.Equal(8, w.Grad.Item());
        var copy = w.Clone().Detach().RequiresGrad();
        (copy * 3).Sum().Backward();
        Assert.Equal(3, copy.Grad.Item());
        Assert.Equal(8, w.Grad.Item());
    }

    [Fact]
    public void AResultOfManyStartsFromACotangent()
    {
        var w = Parameter(1, 2, 3);
        (w * w).Backward(Tensor.From([1.0, 10, 100]));
        Assert.Equal([2, 40, 600], w.Grad.ToArray<double>());
        // One element needs none, whatever its shape; a cotangent of another dtype is converted.
        w.ZeroGrad();
        w.Sum().Reshape(1, 1).Backward();
        Assert.Equal([1, 1, 1], w.Grad.ToArray<double>());
        w.ZeroGrad();
        (w * 2).Backward(Tensor.Ones([3]));
        Assert.Equal((DType.Float64, 2.0), (w.Grad.DType, w.Grad[0].Item()));
        w.ZeroGrad();
        w.Backward(Tensor.Ones([3]));
        Assert.Equal((DType.Float64, 1.0), (w.Grad.DType, w.Grad[0].Item()));
    }

    [Fact]
    public void GradientsAreInTheParametersType()
    {
        var single = Tensor.From([1f, 2f]).RequiresGrad();
        var wide = Parameter(3, 4);
        (single * wide).Sum().Backward();
        Assert.Equal((DType.Float32, DType.Float64), (single.Grad.DType, wide.Grad.DType));
        Assert.Equal([3, 4], single.Grad.ToArray<float>());
        Assert.Equal([1, 2], wide.Grad.ToArray<double>());
    }

    [Fact]
    public void GradientsHaveNoHistoryUnlessAsked()
    {
        var w = Parameter(2);
        w.Pow(3).Sum().Backward();
        Assert.False(w.Grad.NeedsGrad);
        w.ZeroGrad();
        w.Pow(3).Sum().Backward(createGraph: true);
        Assert.True(w.Grad.NeedsGrad);
        Assert.Equal(12, w.Grad.Item(), 1e-12);
        // 3 w^2 once more: 6 w, added to what is there.
        var first = w.Grad;
        w.ZeroGrad();
        first.Sum().Backward();
        Assert.Equal(12, w.Grad.Item(), 1e-12);
    }

    [Fact]
    public void GradientsAsValues()
    {
        var (a, b) = (Parameter(2), Parameter(5));
        var gradients = Autograd.Grad((a * a * b).Sum(), [a, b]);
        Assert.Equal((20, 4), (gradients[0].Item(), gradients[1].Item()));
        Assert.False(a.HasGrad || b.HasGrad);
        Assert.Equal(0, Autograd.Grad((a * 2).Sum(), [b])[0].Item());
        // Of a value on the way, too.
        var middle = a * 3;
        Assert.Equal(10, Autograd.Grad((middle * b * 2).Sum(), [middle])[0].Item());
    }

    [Fact]
    public void ThirdDerivatives()
    {
        var x = Parameter(1.3);
        var derivative = x.Sin();
        for (var order = 1; order <= 4; order++) derivative = Autograd.Grad(derivative.Sum(), [x], createGraph: true)[0];
        Assert.Equal(Math.Sin(1.3), derivative.Item(), 1e-14);
    }

    // A product of a vector and the matrix of second derivatives, without the matrix.
    [Fact]
    public void HessianVectorProduct()
    {
        var matrix = Tensor.From(new double[,] { { 2, 1 }, { 1, 3 } });
        var x = Parameter(0.5, -1);
        var gradient = Autograd.Grad((x.MatMul(matrix).Dot(x) + x.Pow(3).Sum()), [x], createGraph: true)[0];
        var product = Autograd.Grad((gradient * Tensor.From([1.0, 2])).Sum(), [x])[0];
        // (A + A^T + diag(6 x)) (1, 2)
        Assert.Equal([4 + 3 + 4, 2 + 12 - 12], product.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void BroadcastGradientsAreSummed()
    {
        var (row, scalar) = (Parameter(1, 2, 3), Tensor.Full([], 2, DType.Float64).RequiresGrad());
        (Tensor.Ones([4, 3], DType.Float64) * row * scalar).Sum().Backward();
        Assert.Equal([8, 8, 8], row.Grad.ToArray<double>());
        Assert.Equal((Shape.Scalar, 24.0), (scalar.Grad.Shape, scalar.Grad.Item()));
    }

    [Fact]
    public void ALongChainGoesBackWithoutRecursion()
    {
        var w = Parameter(1);
        var y = w * 1.0001;
        for (var i = 0; i < 20_000; i++) y = y + 1e-6;
        y.Sum().Backward();
        Assert.Equal(1.0001, w.Grad.Item(), 1e-12);
    }
}
