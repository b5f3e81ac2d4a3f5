namespace Gradus.Tests;

/// <summary>How numbers leave a tensor: arrays, scalars, rows, text, and other element types.</summary>
public class ReadingTests
{
    private static readonly Tensor Block = Tensor.Arange(24).Reshape(2, 3, 4);

    [Fact]
    public void Arrays()
    {
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (long)i), Block.ToArray<long>());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), Block.ToDoubles());
        // A view is read in its own order.
        Assert.Equal([0, 12, 4, 16, 8, 20], Block[.., .., 0].T.ToArray<long>());
        var room = new long[30];
        Block.CopyTo(room.AsSpan(2));
        Assert.Equal([0, 0, 0, 1, 2], room[..5]);
        Assert.Equal([23, 0, 0, 0, 0], room[25..]);
        Assert.Equal([1, 0], Tensor.From([true, false]).ToDoubles());
    }

    // What was read belongs to the reader.
    [Fact]
    public void ArraysAreCopies()
    {
        var x = Tensor.From([1f, 2f]);
        x.ToArray<float>()[0] = 9;
        Assert.Equal([1, 2], x.ToArray<float>());
    }

    [Fact]
    public void NestedArrays()
    {
        Assert.Equal((long[])[5, 6], Tensor.From([5L, 6]).ToNested());
        var matrix = (float[,])Tensor.From([1f, 2, 3, 4, 5, 6], [2, 3]).T.ToNested();
        Assert.Equal((3, 2), (matrix.GetLength(0), matrix.GetLength(1)));
        Assert.Equal((1, 4, 3, 6), (matrix[0, 0], matrix[0, 1], matrix[2, 0], matrix[2, 1]));
        var block = (long[,,])Block.ToNested();
        Assert.Equal(23, block[1, 2, 3]);
        var fourth = (bool[,,,])Tensor.From([true, false], [1, 2, 1, 1]).ToNested();
        Assert.True(fourth[0, 0, 0, 0] && !fourth[0, 1, 0, 0]);
        Assert.Equal((int[,])new int[0, 3], Tensor.Zeros([0, 3], DType.Int32).ToNested());
    }

    [Fact]
    public void Scalars()
    {
        Assert.Equal(2.5, Tensor.From([2.5f], [1, 1]).Item());
        Assert.Equal(7, Tensor.From([7L]).Item<long>());
        Assert.Equal(2.5f, (float)Tensor.From([2.5]));
        Assert.Equal(2.5, (double)Tensor.From([2.5f]));
        Assert.Equal(-2, (int)Tensor.From([-2.9]));
        Assert.Equal(int.MinValue, (int)Tensor.From([-2147483648.9]));
        Assert.Equal(9007199254740993, (long)Tensor.From([9007199254740993]));
        Assert.Equal(-3, (long)Tensor.From([-3.5f]));
        Assert.True((bool)Tensor.From([0.5]));
        Assert.False((bool)Tensor.Zeros([1, 1]));
    }

    [Fact]
    public void Rows()
    {
        List<double> sums = [];
        foreach (var row in Block)
        {
            Assert.Equal(Shape.Create([3, 4]), row.Shape);
            sums.Add(row.Sum().Item());
        }
        Assert.Equal([66, 210], sums);
        foreach (var _ in Tensor.Zeros([0, 3])) Assert.Fail("There is no row.");
        List<float> numbers = [];
        foreach (var number in Tensor.From([1f, 2f])) numbers.Add((float)number);
        Assert.Equal([1, 2], numbers);
    }

    // PyTorch 1.13 prints these texts.
    [Fact]
    public void Texts()
    {
        Assert.Equal("tensor([1., 2.])", Tensor.From([1f, 2f]).ToString());
        Assert.Equal("tensor([[0, 1, 2],\n        [3, 4, 5]])", Tensor.Arange(6).Reshape(2, 3).ToString());
        Assert.Equal("tensor([0.5000], dtype=float64)", Tensor.From([0.5]).ToString());
        Assert.Equal("tensor(3.5000, requires_grad=True)", Tensor.Full([], 3.5).RequiresGrad().ToString());
        Assert.Equal("tensor([ True, False])", Tensor.From([true, false]).ToString());
        Assert.Equal("tensor([], dtype=int64)", Tensor.Arange(0).ToString());
        Assert.Equal("tensor([3], dtype=int32)", Tensor.From([3]).ToString());
    }

    [Fact]
    public void Conversions()
    {
        var reals = Tensor.From([2.9, -2.9, 0, -0.0, 0.5, double.NaN]);
        Assert.Equal([2, -2, 0, 0, 0], reals[..5].To(DType.Int32).ToArray<int>());
        Assert.Equal([2, -2, 0, 0, 0], reals[..5].To(DType.Int64).ToArray<long>());
        Assert.Equal([true, true, false, false, true, true], reals.To(DType.Bool).ToArray<bool>());
        Assert.Equal([2.9f, -2.9f, 0, -0f, 0.5f, float.NaN], reals.To(DType.Float32).ToArray<float>());
        Assert.Equal([float.PositiveInfinity, 0, 1e-45f], Tensor.From([1e39, 1e-46, 1e-45]).To(DType.Float32).ToArray<float>());
        Assert.Equal([1.0, 0], Tensor.From([true, false]).To(DType.Float64).ToArray<double>());
        Assert.Equal([16777216, 9007199254740992], Tensor.From([16777217L, 9007199254740993]).To(DType.Float64).ToArray<double>()
            .Select((x, i) => i == 0 ? (double)(float)x : x));
        // An int64 that needs more than 24 bits is rounded once to float32.
        Assert.Equal((float)16777219L, Tensor.From([16777219L]).To(DType.Float32).Item());
        Assert.Equal((float)9007200328482817L, Tensor.From([9007200328482817L]).To(DType.Float32).Item());
        // Wrapping, as C#'s unchecked conversion does.
        Assert.Equal([0, -1], Tensor.From([1L << 32, (1L << 32) - 1]).To(DType.Int32).ToArray<int>());
    }
}
