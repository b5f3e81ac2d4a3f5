namespace Gradus.Tests.Programs;

/// <summary>Programs that once went wrong, as small as they could be made.</summary>
public sealed class FoundProgramTests
{
    [Fact]
    public void ANumberIsAssignedToAPart()
    {
        var x = Tensor.From([1f, 2, 3, 4]);
        x[1..3] = 7;
        Assert.Equal([1f, 7, 7, 4], x.ToArray<float>());
    }

    [Fact]
    public void TensorsOfOneNumberAreMultipliedAsMatrices() =>
        Assert.Equal([8f, 8, 8, 8], Tensor.Ones([2, 4]).MatMul(Tensor.Full([4, 2], 2)).ToArray<float>());

    [Fact]
    public void AnEmptyGradientIsSummedToAParameterThatIsNot()
    {
        var scalar = Tensor.From([2f], []).RequiresGrad();
        var matrix = Tensor.From([1f, 2, 3, 4], [2, 2]).RequiresGrad();
        (scalar * Tensor.Zeros([0, 1])).Sum().Backward();
        matrix.Expand([0, 2, 2]).Sum().Backward();
        Assert.Equal(0, scalar.Grad.Item());
        Assert.Equal([0f, 0, 0, 0], matrix.Grad.ToArray<float>());
    }

    [Fact]
    public void AReductionOverAMiddleAxisOfALongExpression()
    {
        // One false in each (5, 5) at (1, 2): over the middle axis only column 2 is false.
        var numbers = new float[70 * 25];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i % 25 == 7 ? 0 : 1;
        var all = Tensor.From(numbers, [70, 5, 5]).To(DType.Bool).All([1], keepDim: true).ToArray<bool>();
        for (var i = 0; i < all.Length; i++) Assert.Equal(i % 5 != 2, all[i]);
    }

    // One axis and an extent of the result once read like two axes, and the second got the first one's plan.
    [Fact]
    public void AllOverOneAxisAndOverTwoOfNothing()
    {
        var nothing = Tensor.Zeros([3, 0], DType.Bool).Realize();
        Assert.Empty(nothing.All([0]).Realize().ToArray<bool>());
        Assert.Equal([true], nothing.All([0, 1]).ToArray<bool>());
    }

    [Fact]
    public void EqualRowsOfAThinProduct()
    {
        int[] row = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        var x = Tensor.From(row);
        Assert.Equal([385, 385, 385], x.Expand([3, 10]).MatMul(x).ToArray<int>());
    }

    [Fact]
    public void OneTensorStackedOnItself()
    {
        var x = Tensor.From([1f, 2]) + 1;
        Assert.Equal([2f, 3, 2, 3, 2, 3], Tensor.Concat([x, x, x]).ToArray<float>());
    }

    [Fact]
    public void AGradientThatIsTheSameForAllRowsCountsThemAll()
    {
        Tensor mask = Tensor.Ones([1, 1]).To(DType.Bool), b = Tensor.Rand([3, 70]);
        foreach (var shape in (Shape[])[[1, 70], [70], [1, 1], [1], [], [3, 1]])
        {
            var a = Tensor.Zeros(shape).RequiresGrad();
            mask.Select(a, b).Sum().Backward();
            Assert.All(a.Grad.ToArray<float>(), number => Assert.Equal(210 / shape.Elements, number));
            a.ZeroGrad();
            Tensor.Zeros([]).MultiplyAdd(a, b).Sum().Backward();
            Assert.All(a.Grad.ToArray<float>(), number => Assert.Equal(0, number));
        }
        var none = Tensor.Zeros([1, 70]).RequiresGrad();
        mask.Select(none, Tensor.Zeros([0, 70])).Sum().Backward();
        Assert.All(none.Grad.ToArray<float>(), number => Assert.Equal(0, number));
    }

    [Fact]
    public void AScalarAddedToManyGetsTheGradientOfEach()
    {
        var scalar = Tensor.Ones([]).RequiresGrad();
        (Tensor.Zeros([4, 3]) + scalar).Sum().Backward();
        Assert.Equal(12, scalar.Grad.Item());
        scalar.ZeroGrad();
        (scalar - Tensor.Zeros([0, 3])).Sum().Backward();
        Assert.Equal(0, scalar.Grad.Item());
        Assert.Equal(-5, Autograd.Grad((Tensor.Zeros([5]) - scalar).Sum(), [scalar], createGraph: true)[0].Item());
    }

    // As torch.clamp promotes: among tensors with axes first, then among scalars.
    [Fact]
    public void ThreeInputsOfDifferentTypes()
    {
        static Tensor Of(Shape shape, DType dtype) => Tensor.Zeros(shape, dtype);
        Assert.Equal(DType.Float32, Of([5], DType.Float32).Clamp(Of([7, 1], DType.Int64), Of([], DType.Float64)).DType);
        Assert.Equal(DType.Float64, Of([], DType.Float64).Clamp(Of([], DType.Float32), Of([0, 70], DType.Int32)).DType);
        Assert.Equal(DType.Float64, Of([3], DType.Int64).Clamp(Of([], DType.Float32), Of([], DType.Float64)).DType);
        Assert.Equal(DType.Float32, Of([1, 5], DType.Float32).MultiplyAdd(Of([], DType.Float64), Of([2, 5], DType.Int32)).DType);
    }

    // A gradient of float32 is rounded to float32 before it becomes float64, whether its pass is part of a plan or written out at once.
    [Fact]
    public void AGradientThatIsABareNumberIsRoundedToItsType()
    {
        var waits = Tensor.From([2d], []).RequiresGrad();
        (waits.To(DType.Float32) * 0.1).Backward();
        Assert.Equal((double)0.1f, waits.Grad.Item());

        var read = Tensor.From([2d], []).RequiresGrad();
        var result = read.To(DType.Float32) * 0.1;
        Assert.Equal(0.2f, result.Item());
        result.Backward();
        Assert.Equal((double)0.1f, read.Grad.Item());

        var graph = Tensor.From([2d], []).RequiresGrad();
        Assert.Equal((double)0.1f, Autograd.Grad(graph.To(DType.Float32) * 0.1, [graph], createGraph: true)[0].Item());
    }

    // The number in the formula of a gradient was once the same node as the program's, and went with it when it changed.
    [Fact]
    public void ANumberOfTheProgramThatIsAlsoOneOfTheFormula()
    {
        foreach (var number in (double[])[Math.Log(2), 3, 0.25])
        {
            var x = Tensor.From([2f, 4f]).RequiresGrad();
            (x * number).Log2().Sum().Backward();
            Assert.Equal([0.7213475f, 0.36067376f], x.Grad.ToArray<float>());
        }
    }

    // The cotangent is a number of the program plus itself: one number still, but no bare one, and it stood for seven.
    [Fact]
    public void ACotangentThatIsASumOfNumbersIsCountedForEachRepetition()
    {
        foreach (var factor in new[] { 4.0, 5.0 })
        {
            var x = Tensor.From([1f]).RequiresGrad();
            var repeated = x.Expand([7, 1]);
            ((repeated + repeated) * factor).Sum().Backward();
            Assert.Equal(2 * 7 * factor, x.Grad.Item());
        }
    }

    // A mistake of the oracle: it took what a run had computed for exact where it was detached from its node.
    [Fact]
    public void ADetachedValueIsNoMoreExactThanItWas()
    {
        var bounds = new BoundedGraph();
        var sine = (Tensor.From([1f]) / 3).Sin();
        var before = bounds.Of(sine.Node);
        sine.Realize();
        Assert.Equal(before, bounds.Of(sine.Detach().Node));
        Assert.Equal(before, bounds.Of(sine.Clone().Node));
    }

    // A mistake of the oracle: a divisor that may be 0 gives no bound, however small the quotients are on either side of 0.
    [Fact]
    public void ADivisorThatMayBeNothingHasNoBound()
    {
        var gelu = Tensor.From([-5.5f]).Gelu();
        Assert.Equal(double.PositiveInfinity, new BoundedGraph().Of((Tensor.From([466f]) / gelu).Node).Errors[0]);
    }

    // Another one: the sine of what has overflowed is no number.
    [Fact]
    public void ASineOfTooMuchHasNoBound() =>
        Assert.Equal(double.PositiveInfinity, new BoundedGraph().Of(Tensor.From([100f]).Exp().Sin().Node).Errors[0]);
}
