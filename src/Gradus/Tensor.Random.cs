namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>
    /// Uniform numbers in [0, 1). They depend on the seed and their place only: the same on any machine and number of threads.
    /// Without a seed every call draws other numbers.
    /// </summary>
    public static Tensor Rand(Shape shape, ulong? seed = null, DType dtype = DType.Float32) => dtype switch
    {
        DType.Float64 => Draw<double>(shape, dtype, seed, (values, chosen) => Fill(values, chosen, Philox.Uniform)),
        DType.Float32 => Draw<float>(shape, dtype, seed, (values, chosen) => Fill(values, chosen, Philox.Uniform)),
        _ => throw Errors.RandomDType("Rand", dtype),
    };

    /// <summary>Normal numbers of mean 0 and variance 1, reproducible as <see cref="Rand"/> is.</summary>
    public static Tensor RandN(Shape shape, ulong? seed = null, DType dtype = DType.Float32) => dtype switch
    {
        DType.Float64 => Draw<double>(shape, dtype, seed, (values, chosen) => Fill(values, chosen, Philox.Normal)),
        DType.Float32 => Draw<float>(shape, dtype, seed, (values, chosen) => Fill(values, chosen, Philox.Normal)),
        _ => throw Errors.RandomDType("RandN", dtype),
    };

    /// <summary>Integers (int64) from <paramref name="low"/> to below <paramref name="high"/>, equally likely.</summary>
    public static Tensor RandInt(long low, long high, Shape shape, ulong? seed = null) => low < high
        ? Draw<long>(shape, DType.Int64, seed, (values, chosen) => Philox.Integers(values, chosen, 0, low, high))
        : throw Errors.RandIntRange(low, high);

    /// <summary>The integers (int64) from 0 to below <paramref name="count"/> in random order.</summary>
    public static Tensor Permutation(int count, ulong? seed = null)
    {
        if (count < 0) throw Errors.NegativeCount("Permutation", count);
        return Draw<int>(
            Shape.Create([count]), DType.Int32, seed,
            (values, chosen) => Philox.Permutation(count, chosen).CopyTo(values, 0)).To(DType.Int64);
    }

    // A captured step draws again at every call, unless its seed is fixed.
    private static Tensor Draw<T>(Shape shape, DType dtype, ulong? seed, Action<T[], ulong> draw) where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(shape.Elements);
        draw(values, seed ?? FreshSeed());
        var drawn = Own(values, dtype, shape);
        if (seed is null) Capturing.Recording.Current?.Drawn.Add(drawn.Node, numbers => draw((T[])numbers, FreshSeed()));
        return drawn;
    }

    private delegate void Generator<T>(Span<T> destination, ulong seed, long firstIndex);

    // Each number depends on its index alone, so pieces can be filled by any thread.
    private static void Fill<T>(T[] values, ulong seed, Generator<T> generator)
    {
        const int piece = 1 << 16;
        var cancellation = Execution.Cancellation;
        Backends.Workers.Run((values.Length + piece - 1) / piece, cancellation, (first, end) =>
        {
            var start = first * piece;
            generator(values.AsSpan(start, Math.Min(values.Length, end * piece) - start), seed, start);
        });
    }

    private static ulong FreshSeed() => (ulong)Random.Shared.NextInt64();
}
