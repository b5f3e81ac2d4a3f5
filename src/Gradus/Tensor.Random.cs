namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>
    /// Uniform numbers in [0, 1). They depend on the seed and their place only: the same on any machine and number of threads.
    /// Without a seed every call draws other numbers.
    /// </summary>
    public static Tensor Rand(Shape shape, ulong? seed = null, DType dtype = DType.Float32)
    {
        if (dtype == DType.Float64)
        {
            var wide = GC.AllocateUninitializedArray<double>(shape.Elements);
            Fill(wide, seed, Philox.Uniform);
            return Own(wide, dtype, shape);
        }
        if (dtype != DType.Float32) throw Errors.RandomDType("Rand", dtype);
        var values = GC.AllocateUninitializedArray<float>(shape.Elements);
        Fill(values, seed, Philox.Uniform);
        return Own(values, dtype, shape);
    }

    /// <summary>Normal numbers of mean 0 and variance 1, reproducible as <see cref="Rand"/> is.</summary>
    public static Tensor RandN(Shape shape, ulong? seed = null, DType dtype = DType.Float32)
    {
        if (dtype == DType.Float64)
        {
            var wide = GC.AllocateUninitializedArray<double>(shape.Elements);
            Fill(wide, seed, Philox.Normal);
            return Own(wide, dtype, shape);
        }
        if (dtype != DType.Float32) throw Errors.RandomDType("RandN", dtype);
        var values = GC.AllocateUninitializedArray<float>(shape.Elements);
        Fill(values, seed, Philox.Normal);
        return Own(values, dtype, shape);
    }

    /// <summary>Integers (int64) from <paramref name="low"/> to below <paramref name="high"/>, equally likely.</summary>
    public static Tensor RandInt(long low, long high, Shape shape, ulong? seed = null)
    {
        if (low >= high) throw Errors.RandIntRange(low, high);
        var values = new long[shape.Elements];
        Philox.Integers(values, seed ?? FreshSeed(), 0, low, high);
        return Own(values, DType.Int64, shape);
    }

    /// <summary>The integers (int64) from 0 to below <paramref name="count"/> in random order.</summary>
    public static Tensor Permutation(int count, ulong? seed = null)
    {
        if (count < 0) throw Errors.NegativeCount("Permutation", count);
        return From(Philox.Permutation(count, seed ?? FreshSeed())).To(DType.Int64);
    }

    private delegate void Generator<T>(Span<T> destination, ulong seed, long firstIndex);

    // Each number depends on its index alone, so pieces can be filled by any thread.
    private static void Fill<T>(T[] values, ulong? seed, Generator<T> generator)
    {
        const int piece = 1 << 16;
        var chosen = seed ?? FreshSeed();
        var cancellation = Execution.Cancellation;
        Backends.Workers.Run((values.Length + piece - 1) / piece, cancellation, (first, end) =>
        {
            var start = first * piece;
            generator(values.AsSpan(start, Math.Min(values.Length, end * piece) - start), chosen, start);
        });
    }

    private static ulong FreshSeed() => (ulong)Random.Shared.NextInt64();
}
