using Gradus.Tests.Laziness;

namespace Gradus.Tests.Programs;

/// <summary>Cases that a small mistake in ops, gradients or passes gets wrong while common cases stay right.</summary>
[Collection(AloneCollection.Name)]
public sealed class NearMissTests
{
    private static Tensor Row(int length) => Tensor.From(Enumerable.Range(0, length).Select(i => (double)i).ToArray()).Realize();

    private static void Values(Tensor found, params double[] expected)
    {
        Assert.Equal(expected, found.To(DType.Float64).Reshape([found.Elements]).ToArray<double>());
    }

    [Fact]
    public void ALiteralWithoutElementsIsFloat32()
    {
        Tensor nothing = [];
        Assert.Equal((DType.Float32, 0), (nothing.DType, nothing.Elements));
    }

    [Fact]
    public void OneTensorIsStackedAlongALastAxis()
    {
        var stacked = Tensor.Stack([Row(3)], -1);
        Assert.Equal([3, 1], stacked.Shape.Extents.ToArray());
        Values(stacked, 0, 1, 2);
    }

    [Fact]
    public void LogSumExpDropsItsAxes()
    {
        var sum = Tensor.Zeros([2, 4], DType.Float64).LogSumExp(1);
        Assert.Equal([2], sum.Shape.Extents.ToArray());
        Assert.All(sum.ToArray<double>(), value => Assert.Equal(Math.Log(4), value, 1e-15));
    }

    [Fact]
    public void AProductOfConstantsHasNoHistory()
    {
        Assert.False(Row(3).MatMul(Row(3)).NeedsGrad);
        var parameter = Row(3).RequiresGrad();
        using var mode = Autograd.NoGrad();
        Assert.False(parameter.MatMul(Row(3)).NeedsGrad);
    }

    /// <summary>Rounding of values of 1e9 alone is more than the tolerance, relative to 1.</summary>
    [Fact]
    public void LargeDerivativesAreComparedRelativeToTheirSize() =>
        Assert.InRange(GradCheck.Check(x => 1e9 * x[0] * x[0] * x[0], [Row(5) + 1]), 0, 1e-6);

    /// <summary>A place that covers its result is computed part by part where it wants them; one that does not, is not.</summary>
    [Fact]
    public void PartsOfAPlace()
    {
        Tensor a = Row(3), b = Row(2);
        Values(Tensor.Concat([a * 2, b * 3, a + 1]), 0, 2, 4, 0, 3, 1, 2, 3);
        Values(Tensor.Concat([a, b, a]), 0, 1, 2, 0, 1, 0, 1, 2);
        Values((a + 5).Pad([(2, 1)]), 0, 0, 5, 6, 7, 0);
        var parameter = Row(5).RequiresGrad();
        (parameter[1..3] * Tensor.From([2.0, 3.0])).Sum().Backward();
        Values(parameter.Grad, 0, 2, 3, 0, 0);
        var product = (a + 1).Reshape([3, 1]).MatMul((b + 1).Reshape([1, 2]));
        Values(
            Tensor.Concat([product, Tensor.Concat([product, product + 1])]), 1, 2, 2, 4, 3, 6, 1, 2, 2, 4, 3, 6, 2, 3, 3, 5, 4, 7);
    }

    /// <summary>Two views of one buffer that start together and go on in different strides.</summary>
    [Fact]
    public void ViewsWithOneStartAndTwoRowStrides()
    {
        var x = Row(64 * 1024);
        var sum = x[..(32 * 1024)].Reshape([1024, 32]) + x.Reshape([1024, 64])[.., ..32];
        Values(sum, [.. Enumerable.Range(0, 32 * 1024).Select(i => (double)i + i / 32 * 64 + i % 32)]);
    }

    /// <summary>A row's value that itself is made of one value for several rows.</summary>
    [Fact]
    public void RowsOfRows()
    {
        Tensor outer = Row(2048), middle = Row(8192), x = Row(32768);
        var rows = middle.Reshape([2048, 4]) + (outer * 2).Reshape([2048, 1]);
        var all = x.Reshape([8192, 4]) + rows.Reshape([8192, 1]);
        Values(all, [.. Enumerable.Range(0, 32768).Select(i => (double)i + i / 4 + 2 * (i / 16))]);
    }

    [Fact]
    public void AMiddleAxisOfOneIsNoAxis()
    {
        Values(Row(12).Reshape([3, 1, 4]).Sum(2), 6, 22, 38);
        Values(Row(12).Reshape([1, 3, 4]).Sum(2), 6, 22, 38);
        Values(Row(12).Reshape([3, 4, 1]).Sum(0), 12, 15, 18, 21);
        Values(Row(12).Reshape([3, 4, 1]).Sum(1), 6, 22, 38);
    }

    /// <summary>What is equal is computed once.</summary>
    [Fact]
    public void EqualValuesMerge()
    {
        var a = Row(50);
        using var log = Execution.Watch();
        (a.Exp() + a.Exp()).Realize();
        Assert.Equal(["Exp", "Add"], Assert.Single(Assert.Single(log.Runs)).Ops);
    }

    /// <summary>A short value that larger loops read is there before them: three steps, not more.</summary>
    [Fact]
    public void AShortValueComesFirst()
    {
        var x = Row(5000);
        using var log = Execution.Watch();
        var shift = Row(1) + 3;
        var sums = (x + shift).Sum() + (x * shift).Sum();
        Assert.Equal(5000.0 * 4999 / 2 + 15000 + 3 * (5000.0 * 4999 / 2), sums.Item());
        Assert.InRange(log.Runs[^1].Count, 1, 3);
    }

    /// <summary>How many columns go with rows of nothing is anybody's guess.</summary>
    [Fact]
    public void AnExtentBesideZeroIsNotWorkedOut()
    {
        var error = Assert.Throws<GradusException>(() => Tensor.Zeros([0, 3]).Reshape(0, -1));
        Assert.StartsWith("Reshape: (0, 3) has 0 elements and cannot become (0, -1)", error.Message);
    }

    /// <summary>At 0 the exponential side counts, as in PyTorch.</summary>
    [Fact]
    public void TheSlopeOfEluAtZeroIsAlpha()
    {
        var x = Tensor.From([-0.0, 0.0, 1.0]).RequiresGrad();
        x.Elu(2).Sum().Backward();
        Values(x.Grad, 2, 2, 1);
    }

    /// <summary>A bound that is met takes no part of the gradient: x has all of it.</summary>
    [Fact]
    public void TheGradientAtABoundOfClampIsThatOfX()
    {
        var (x, low, high) = (Row(3).RequiresGrad(), Tensor.From([0.0, 0, 0]).RequiresGrad(), Row(3).RequiresGrad());
        x.Clamp(low, high).Sum().Backward();
        Values(x.Grad, 1, 1, 1);
        Values(low.Grad, 0, 0, 0);
        Values(high.Grad, 0, 0, 0);
    }

    [Fact]
    public void ASliceOfOneElementIsInside()
    {
        Assert.Throws<GradusException>(() => Row(3).Slice([3], [1], [1]));
        Assert.Throws<GradusException>(() => Row(3).Slice([-1], [1], [1]));
        Values(Row(3).Slice([3], [0], [1]));
    }

    /// <summary>Where a domain ends the function does: it has no value there or grows without bound.</summary>
    [Fact]
    public void DomainsReachAsFarAsTheirFunctions()
    {
        foreach (var op in OpCatalog.Unary)
        {
            foreach (var (edge, beyond) in new[] { (op.Domain.Low, -1e-9), (op.Domain.High, 1e-9) })
            {
                if (double.IsInfinity(edge)) continue;
                var values = op.Apply([Tensor.From([edge - beyond, edge + beyond])]).ToArray<double>();
                Assert.True(double.IsNaN(values[1]) || Math.Abs(values[0]) > 1e8, $"{op.Name} goes on at {edge}");
            }
        }
    }

    /// <summary>Two values of rows that one loop computes beside what reads them, and two that no loop can: the second waits.</summary>
    [Fact]
    public void RowsOfOneWidthAndOfTwo()
    {
        Tensor first = Row(2048), second = Row(2048), middle = Row(8192), x = Row(32768);
        using var log = Execution.Watch();
        var one = x.Reshape([2048, 16]) * (first * 2).Reshape([2048, 1]) + (second * 3).Reshape([2048, 1]);
        Values(one, [.. Enumerable.Range(0, 32768).Select(i => i * (i / 16 * 2.0) + i / 16 * 3)]);
        Assert.Single(log.Runs[0]);
        var two = x.Reshape([2048, 4, 4]) * (first * 2).Reshape([2048, 1, 1]) + (middle * 3).Reshape([2048, 4, 1]);
        Values(two, [.. Enumerable.Range(0, 32768).Select(i => i * (i / 16 * 2.0) + i / 4 * 3)]);
    }
}
