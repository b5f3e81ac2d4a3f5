namespace Gradus.Tests;

/// <summary>Indices and ranges, read and written. The reading of many more is in the table of moves.</summary>
public class IndexTests
{
    private static Tensor Matrix() => Tensor.Arange(12).Reshape(3, 4);

    [Fact]
    public void Reading()
    {
        var x = Matrix();
        Assert.Equal([4, 5, 6, 7], x[1].ToArray<long>());
        Assert.Equal([8, 9, 10, 11], x[^1].ToArray<long>());
        Assert.Equal([8, 9, 10, 11], x[-1].ToArray<long>());
        Assert.Equal([1, 5, 9], x[.., 1].ToArray<long>());
        Assert.Equal(Shape.Create([3]), x[.., 1].Shape);
        Assert.Equal(Shape.Create([3, 1]), x[.., 1..2].Shape);
        Assert.Equal([5, 6], x[1, 1..^1].ToArray<long>());
        Assert.Equal(6, x[1, 2].Item());
        Assert.Equal(Shape.Scalar, x[1, 2].Shape);
        var place = 2;
        Assert.Equal([2, 6, 10], x[.., place].ToArray<long>());
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11], x[1..100].ToArray<long>());
        Assert.Equal(Shape.Create([0, 4]), x[2..1].Shape);
        Assert.Equal(12, x[..].Elements);
    }

    [Fact]
    public void Writing()
    {
        var x = Matrix();
        x[0] = 7;
        x[.., ^1] = Tensor.From([-1L, -2, -3]);
        x[1..3, 1..3] = Tensor.From(new long[,] { { 20 }, { 30 } });
        x[-1, 0] += 100;
        Assert.Equal([7, 7, 7, -1, 4, 20, 20, -2, 108, 30, 30, -3], x.ToArray<long>());
    }

    [Fact]
    public void WritingConvertsToTheTensorsType()
    {
        var x = Tensor.Zeros([3], DType.Int64);
        x[0] = 2.9;
        Assert.Equal((DType.Int64, 2L), (x.DType, x.ToArray<long>()[0]));
        var y = Tensor.Zeros([2], DType.Float64);
        y[1] = 0.1;
        Assert.Equal(0.1, y.ToArray<double>()[1]);
    }

    // Values, not aliases: what was taken or built before keeps its numbers, and a part written from itself reads the old ones.
    [Fact]
    public void WritingChangesNothingElse()
    {
        var x = Matrix();
        var (row, doubled) = (x[1], x * 2);
        x[1] = 0;
        Assert.Equal([4, 5, 6, 7], row.ToArray<long>());
        Assert.Equal(10, doubled[1, 1].Item());
        Assert.Equal(0, x[1].Sum().Item());
        row[0] = 50;
        Assert.Equal(0, x[1, 0].Item());
        var y = Tensor.Arange(5);
        y[1..] = y[..^1];
        Assert.Equal([0, 0, 1, 2, 3], y.ToArray<long>());
        y[..3] = y[..3].Flip();
        Assert.Equal([1, 0, 0, 2, 3], y.ToArray<long>());
    }

    [Fact]
    public void WritingEveryElementInALoop()
    {
        var x = Tensor.Zeros([50]);
        for (var i = 0; i < 50; i++) x[i] = i * i;
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)(i * i)), x.ToArray<float>());
    }

    [Fact]
    public void WritingIsDifferentiable()
    {
        var w = Tensor.From([1.0, 2, 3]).RequiresGrad();
        var y = w * 10;
        y[1] = w[0] * w[2];
        y.Sum().Backward();
        // y = (10 w0, w0 w2, 10 w2)
        Assert.Equal([13, 0, 11], w.Grad.ToArray<double>());
    }

    [Fact]
    public void ParametersAreWrittenUnderNoGrad()
    {
        var w = Tensor.From([1.0, 2]).RequiresGrad();
        using (Autograd.NoGrad()) w[0] = 5;
        Assert.True(w.NeedsGrad && w.IsLeaf);
        (w * w).Sum().Backward();
        Assert.Equal([10, 4], w.Grad.ToArray<double>());
    }

    [Fact]
    public void GeneralSlices()
    {
        var x = Matrix();
        Assert.Equal([11, 9, 3, 1], x.Slice([2, 3], [2, 2], [-2, -2]).ToArray<long>());
        Assert.Equal([1, 2], x.Narrow(1, 1, 2)[0].ToArray<long>());
        Assert.Equal([3, 2, 1, 0], x.Flip(1)[0].ToArray<long>());
        Assert.Equal(Shape.Create([0, 4]), x.Slice([0, 0], [0, 4], [1, 1]).Shape);
    }
}
