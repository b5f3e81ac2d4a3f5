namespace Gradus.Tests;

/// <summary>How tensors come to be: shapes, element types and values.</summary>
public class CreationTests
{
    public static TheoryData<DType> DTypes => [.. Enum.GetValues<DType>()];

    [Theory, MemberData(nameof(DTypes))]
    public void Constants(DType dtype)
    {
        foreach (Shape shape in (Shape[])[[], [3], [2, 0, 3], [2, 3, 4]])
        {
            foreach (var (tensor, value) in (Span<(Tensor, double)>)[(Tensor.Zeros(shape, dtype), 0), (Tensor.Ones(shape, dtype), 1)])
            {
                Assert.Equal(dtype, tensor.DType);
                Assert.Equal(shape, tensor.Shape);
                Assert.Equal(Enumerable.Repeat(value, shape.Elements), tensor.ToDoubles());
            }
        }
        Assert.Equal(dtype == DType.Bool ? [1, 1] : dtype.IsFloating ? [2.5, 2.5] : [2, 2], Tensor.Full([2], 2.5, dtype).ToDoubles());
        Assert.Equal(dtype, Tensor.OnesLike(Tensor.Zeros([2], dtype)).DType);
        Assert.Equal(Shape.Create([4, 1]), Tensor.ZerosLike(Tensor.Ones([4, 1], dtype)).Shape);
    }

    [Fact]
    public void ConstantsAreFloat32UnlessToldOtherwise() =>
        Assert.All([Tensor.Zeros([2]), Tensor.Ones([2]), Tensor.Full([2], 3), Tensor.Eye(2)], x => Assert.Equal(DType.Float32, x.DType));

    [Fact]
    public void WholeRanges()
    {
        Assert.Equal([0, 1, 2, 3], Tensor.Arange(4).ToArray<long>());
        Assert.Equal([2, 5, 8], Tensor.Arange(2, 11, 3).ToArray<long>());
        Assert.Equal([2, 5, 8], Tensor.Arange(2, 9, 3).ToArray<long>());
        Assert.Equal([5, 3, 1], Tensor.Arange(5, 0, -2).ToArray<long>());
        Assert.Equal([], Tensor.Arange(3, 3).ToArray<long>());
        Assert.Equal([], Tensor.Arange(3, 3, -1).ToArray<long>());
        // Beyond float64's whole numbers, and over the whole range of int64.
        const long large = (1L << 60) + 1;
        Assert.Equal([large, large + 1, large + 2], Tensor.Arange(large, large + 3).ToArray<long>());
        Assert.Equal([long.MinValue, 0], Tensor.Arange(long.MinValue, long.MaxValue, long.MaxValue)[..2].ToArray<long>().Select(x => x == -1 ? 0 : x));
    }

    [Fact]
    public void RealRanges()
    {
        Assert.Equal([0, 0.25f, 0.5f, 0.75f], Tensor.Arange(0, 1, 0.25).ToArray<float>());
        Assert.Equal([1, 0.7, 0.4], Tensor.Arange(1, 0.1, -0.3, DType.Float64).ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0, 2, 4], Tensor.Arange(0, 5.5, 2, DType.Int32).ToArray<int>());
        Assert.Equal([], Tensor.Arange(1.0, 1).ToArray<float>());
    }

    [Fact]
    public void EvenSpacing()
    {
        Assert.Equal([0, 0.25f, 0.5f, 0.75f, 1], Tensor.Linspace(0, 1, 5).ToArray<float>());
        Assert.Equal([-2.0, 0, 2, 4], Tensor.Linspace(-2, 4, 4, DType.Float64).ToArray<double>());
        Assert.Equal([3f], Tensor.Linspace(3, 9, 1).ToArray<float>());
        Assert.Equal([], Tensor.Linspace(3, 9, 0).ToArray<float>());
        // The last number is exact although a step is not.
        Assert.Equal(0.3, Tensor.Linspace(0.1, 0.3, 11, DType.Float64).ToArray<double>()[^1]);
        Assert.Equal(1.1, Tensor.Linspace(-7, 1.1, 1001, DType.Float64).ToArray<double>()[^1]);
    }

    [Fact]
    public void Identities()
    {
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Tensor.Eye(3).ToArray<float>());
        Assert.Equal([1, 0, 0, 0, 1, 0], Tensor.Eye(2, 3, DType.Int64).ToArray<long>());
        Assert.Equal([1, 0, 0, 1, 0, 0], Tensor.Eye(3, 2, DType.Int32).ToArray<int>());
    }

    [Fact]
    public void ArraysOfAnyRankAreCopiedInRowMajorOrder()
    {
        float[] vector = [1, 2];
        var fromVector = Tensor.From(vector);
        vector[0] = 9;
        Assert.Equal([1, 2], fromVector.ToArray<float>());
        var matrix = Tensor.From(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal(Shape.Create([2, 3]), matrix.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], matrix.ToArray<int>());
        var block = Tensor.From(new double[,,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } });
        Assert.Equal(Shape.Create([2, 2, 2]), block.Shape);
        Assert.Equal(7, block[1, 1, 0].Item());
        var fourth = new long[1, 2, 1, 2];
        fourth[0, 1, 0, 1] = 5;
        Assert.Equal([0, 0, 0, 5], Tensor.From((Array)fourth).ToArray<long>());
        Assert.Equal(Shape.Create([1, 2, 1, 2]), Tensor.From((Array)fourth).Shape);
        Assert.Equal(DType.Bool, Tensor.From(new bool[,] { { true } }).DType);
        Assert.Equal(Shape.Create([2, 2]), Tensor.From([1, 2, 3, 4], [2, 2]).Shape);
        Assert.Equal(Shape.Create([0, 3]), Tensor.From(new float[0, 3]).Shape);
    }

    [Fact]
    public void NestedLiterals()
    {
        Tensor integers = [[1, 2], [3, 4]];
        Assert.Equal((DType.Int64, Shape.Create([2, 2])), (integers.DType, integers.Shape));
        Assert.Equal([1, 2, 3, 4], integers.ToArray<long>());
        Tensor mixed = [1, 2.5];
        Assert.Equal([1, 2.5f], mixed.ToArray<float>());
        Tensor truths = [true, false];
        Assert.Equal([true, false], truths.ToArray<bool>());
        Tensor large = [9007199254740993, 1];
        Assert.Equal(9007199254740993, large.ToArray<long>()[0]);
        Tensor block = [[[1f], [2f]], [[3f], [4f]]];
        Assert.Equal(Shape.Create([2, 2, 1]), block.Shape);
        Tensor nothing = [];
        Assert.Equal(Shape.Create([0]), nothing.Shape);
        Tensor rows = [integers, integers + 1];
        Assert.Equal([1, 2, 3, 4, 2, 3, 4, 5], rows.ToArray<long>());
        Tensor withNumber = [Tensor.From([1.5]).Sum(), 2];
        Assert.Equal([1.5, 2], withNumber.ToArray<double>());
    }

    [Fact]
    public void NumbersAreScalars()
    {
        (Tensor Number, DType DType)[] numbers = [(3, DType.Int64), (3L, DType.Int64), (3f, DType.Float32), (3.0, DType.Float32), (true, DType.Bool)];
        foreach (var (number, dtype) in numbers) Assert.Equal((dtype, Shape.Scalar), (number.DType, number.Shape));
    }

    // A number written in C# has a double's digits; beside float64 none are lost on the way.
    [Fact]
    public void NumbersKeepTheirDigitsBesideFloat64()
    {
        Assert.Equal(0.1, (Tensor.From([0.0]) + 0.1).Item());
        Assert.Equal(1.0 / 3, (Tensor.From([1.0]) * (1.0 / 3)).Item());
        Assert.Equal(0.1, (0.1 + Tensor.Zeros([], DType.Float64)).Item());
        Tensor tenth = 0.1;
        Assert.Equal(0.1, tenth.To(DType.Float64).Item());
        Assert.Equal(0.1f, tenth.Item());
    }

    // A negative zero is not the 0 of a plan made before.
    [Fact]
    public void ZerosKeepTheirSigns()
    {
        var x = Tensor.From([1.0]);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], Inverses(0.0, 0.0));
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], Inverses(0.0, -0.0));
        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity], Inverses(-0.0, 0.0));

        double[] Inverses(double a, double b) => Tensor.Concat([(x * a).Reciprocal(), (x * b).Reciprocal()]).ToArray<double>();
    }

    [Fact]
    public void RandomNumbers()
    {
        var x = Tensor.Rand([1000, 10], seed: 7);
        Assert.Equal(x.ToArray<float>(), Tensor.Rand([1000, 10], seed: 7).ToArray<float>());
        Assert.NotEqual(x.ToArray<float>(), Tensor.Rand([1000, 10], seed: 8).ToArray<float>());
        Assert.NotEqual(Tensor.Rand([8]).ToArray<float>(), Tensor.Rand([8]).ToArray<float>());
        Assert.All(x.ToArray<float>(), value => Assert.InRange(value, 0, MathF.BitDecrement(1)));
        // A uniform mean of 10,000 is within 0.0029 of a half two times of three; five times that never fails.
        Assert.InRange(x.Mean().Item(), 0.5 - 0.015, 0.5 + 0.015);
        var normal = Tensor.RandN([10_000], seed: 3, dtype: DType.Float64);
        Assert.InRange(normal.Mean().Item(), -0.05, 0.05);
        Assert.InRange(normal.Std().Item(), 0.96, 1.04);
        // A number depends on the seed and its place alone.
        Assert.Equal(x.Flatten()[..100].ToArray<float>(), Tensor.Rand([100], seed: 7).ToArray<float>());
        var whole = Tensor.RandInt(-3, 4, [5000], seed: 1);
        Assert.Equal([-3, -2, -1, 0, 1, 2, 3], whole.ToArray<long>().Distinct().Order());
        var order = Tensor.Permutation(1000, seed: 5).ToArray<long>();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), order.Order());
        Assert.NotEqual(order.Order(), order);
    }

    // The same element twice in an expression is the same draw.
    [Fact]
    public void RandomNumbersAreDrawnOnce()
    {
        var x = Tensor.Rand([100]);
        Assert.Equal(0, (x - x).Abs().Max().Item());
        Assert.Equal(x.ToArray<float>(), x.ToArray<float>());
    }

    [Fact]
    public void Devices()
    {
        Assert.Equal("cpu", Device.Cpu.ToString());
        Assert.Equal(Device.Cpu, Device.Parse("cpu"));
        var x = Tensor.Ones([2]);
        Assert.Equal([1, 1], x.To(Device.Cpu).ToArray<float>());
        Assert.Equal(Device.Cpu, x.Device);
    }
}
