namespace Gradus.Tests;

/// <summary>Gathers and their transposes: large ones, views, training, and indices that are out of range.</summary>
[Collection(OnBackend.Alone)]
public class IndexSelectTests
{
    private const int Rows = 1000;
    private const int Columns = 37;
    private const int Count = 20_000;

    private static readonly long[] Picked = [.. Enumerable.Range(0, Count).Select(i => (long)i * i % 991)];

    // Whole numbers: any order of their sums is exact.
    private static readonly float[] Table = [.. Enumerable.Range(0, Rows * Columns).Select(i => (float)(i % 1013 - 500))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void LargeOnes(int threads)
    {
        using var _ = new ThreadCount(threads);
        var table = Tensor.From(Table, [Rows, Columns]);
        var found = table.IndexSelect(0, Tensor.From(Picked)).ToArray<float>();
        var across = table.T.IndexSelect(1, Tensor.From(Picked)).ToArray<float>();
        var sums = table.IndexAdd(0, Tensor.From(Picked), Tensor.From(found, [Count, Columns])).ToArray<float>();
        var expected = (float[])Table.Clone();
        for (var i = 0; i < Count; i++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var value = Table[Picked[i] * Columns + column];
                Assert.Equal(value, found[i * Columns + column]);
                Assert.Equal(value, across[column * Count + i]);
                expected[Picked[i] * Columns + column] += value;
            }
        }
        Assert.Equal(expected, sums);
    }

    // One chain of roundings in the order of the indices, whoever adds.
    [Fact]
    public void SumsAreInTheOrderOfTheIndices()
    {
        var source = Tensor.Rand([Count, 5], seed: 3);
        var numbers = source.ToArray<float>();
        var expected = new float[Rows * 5];
        for (var i = 0; i < numbers.Length; i++) expected[Picked[i / 5] * 5 + i % 5] += numbers[i];
        foreach (var threads in (int[])[1, 2, 8])
        {
            using var _ = new ThreadCount(threads);
            var sums = Tensor.Zeros([Rows, 5]).IndexAdd(0, Tensor.From(Picked), source).ToArray<float>();
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), sums.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void ViewsOfTableAndIndices()
    {
        var table = Tensor.Arange(60).Reshape(3, 4, 5);
        var indices = Tensor.Arange(8).Reshape(2, 4)[0].Flip(0) - 0;
        Assert.Equal(table.T.Flip(2).ToArray<long>(), table.T.IndexSelect(2, Tensor.From([3, 2, 1, 0])).ToArray<long>());
        Assert.Equal(table.Flip(1).ToArray<long>(), table.IndexSelect(1, indices).ToArray<long>());
        Assert.Equal(table[1.., ^1].ToArray<long>(), table[1..].IndexSelect(1, Tensor.Arange(8)[3..4])[.., 0].ToArray<long>());
        Assert.Equal([7, 7], Tensor.Full([3, 1], 7, DType.Int32)[Tensor.From([2, 2])].ToArray<int>());
        Assert.Equal([4, 4, 0], Tensor.From([0, 4]).IndexSelect(0, Tensor.From([1.5, 1, 0]).To(DType.Int32)).ToArray<int>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnIndexOutOfRangePublishesNothing(int threads)
    {
        using var _ = new ThreadCount(threads);
        var picked = (long[])Picked.Clone();
        (picked[15_000], picked[19_999]) = (Rows, -1);
        var table = Tensor.From(Table, [Rows, Columns]).RequiresGrad();
        var before = table.IndexSelect(0, Tensor.From(Picked));
        var slices = table.IndexSelect(0, Tensor.From(picked));
        var loss = (before * slices).Sum();
        loss.Backward();
        // The first of them, whichever a worker meets first.
        var error = Assert.Throws<GradusException>(() => loss.Item());
        Assert.StartsWith("IndexSelect: index 1000, element 15000 of the indices, is out of range for axis 0 of (1000, 37)", error.Message);
        Assert.True(before.Node.IsPending && slices.Node.IsPending && loss.Node.IsPending);
        Assert.Throws<GradusException>(() => table.Grad.Realize());
        Assert.Equal(Table, table.Detach().ToArray<float>());
    }

    // A small classifier of words; the words of a batch come again, and the batches differ.
    private sealed class Words
    {
        public readonly Tensor Table = Tensor.RandN([50, 8], seed: 1).RequiresGrad();
        public readonly Tensor Weights = Tensor.RandN([8, 3], seed: 2).RequiresGrad();

        public Tensor Step(Tensor words, Tensor classes)
        {
            var loss = Table[words].Mean(1).MatMul(Weights).CrossEntropy(classes);
            loss.Backward();
            using (Autograd.NoGrad())
            {
                Table.SubtractInPlace(0.5f * Table.Grad);
                Weights.SubtractInPlace(0.5f * Weights.Grad);
            }
            Table.ZeroGrad();
            Weights.ZeroGrad();
            return loss;
        }
    }

    private static Tensor Batch(int epoch) => (Tensor.Arange(64).Reshape(16, 4) * (epoch + 3) + 5) % 49;

    private static readonly Tensor Classes = Tensor.Arange(16) % 3;

    [Fact]
    public void CapturedTrainingIsPlainTraining()
    {
        Words plain = new(), captured = new();
        var step = Capture.Step((Tensor words, Tensor classes) => captured.Step(words, classes));
        for (var epoch = 0; epoch < 20; epoch++)
            Assert.Equal(plain.Step(Batch(epoch), Classes).Item(), step(Batch(epoch), Classes).Item());
        Assert.Equal(plain.Table.ToArray<float>(), captured.Table.ToArray<float>());
        Assert.Equal(plain.Weights.ToArray<float>(), captured.Weights.ToArray<float>());
    }

    [Fact]
    public void ACapturedStepThatIndicesEndChangesNothing()
    {
        Words model = new(), twin = new();
        var step = Capture.Step((Tensor words, Tensor classes) => model.Step(words, classes));
        for (var epoch = 0; epoch < 6; epoch++)
        {
            step(Batch(epoch), Classes);
            Assert.Throws<GradusException>(() => step(Batch(epoch) + 40, Classes));
            twin.Step(Batch(epoch), Classes).Realize();
        }
        Assert.Equal(twin.Table.ToArray<float>(), model.Table.ToArray<float>());
        Assert.Equal(twin.Weights.ToArray<float>(), model.Weights.ToArray<float>());
    }

    private readonly ref struct ThreadCount
    {
        private readonly int before = Flags.Threads;

        public ThreadCount(int threads) => Flags.Threads = threads;

        public void Dispose() => Flags.Threads = before;
    }
}
