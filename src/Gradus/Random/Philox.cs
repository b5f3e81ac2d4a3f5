using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>
/// Counter-based random numbers: value i of a seed depends on the seed and on i alone. Any part of a tensor can be drawn by any
/// thread or device, in any order and any number of pieces, with the same bits.
/// </summary>
internal static class Philox
{
    private const int ChunkWords = 1024;

    /// <summary>Values firstIndex, firstIndex + 1, ... of the seed: uniform in [0, 1), multiples of 2^-24.</summary>
    public static void Uniform(Span<float> destination, ulong seed, long firstIndex) =>
        Draw(destination, default(UniformSingles), seed, firstIndex);

    /// <summary>Uniform in [0, 1), multiples of 2^-53. Not the float32 values: those take half the words.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, ulong, long)"/>
    public static void Uniform(Span<double> destination, ulong seed, long firstIndex) =>
        Draw(destination, default(UniformDoubles), seed, firstIndex);

    /// <summary>Mean 0, standard deviation 1: the float64 values, rounded.</summary>
    public static void Normal(Span<float> destination, ulong seed, long firstIndex) =>
        Draw(destination, default(NormalSingles), seed, firstIndex);

    /// <summary>Mean 0, standard deviation 1.</summary>
    public static void Normal(Span<double> destination, ulong seed, long firstIndex) =>
        Draw(destination, default(NormalDoubles), seed, firstIndex);

    /// <summary>Whole numbers in [low, high), each equally likely to 2^-64.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public static void Integers(Span<long> destination, ulong seed, long firstIndex, long low, long high)
    {
        if (low >= high)
        {
            throw new ArgumentOutOfRangeException(null, $"RandInt: low is {low}, high is {high}; high is exclusive and must be " +
                "above low. Raise high.");
        }
        Draw(destination, new BoundedIntegers(low, (ulong)high - (ulong)low), seed, firstIndex);
    }

    /// <summary>0 .. n - 1 in random order, by Fisher and Yates's exchanges from the last item down.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    [SkipLocalsInit]
    public static int[] Permutation(int n, ulong seed)
    {
        if (n < 0)
        {
            throw new ArgumentOutOfRangeException(null, $"Permutation: n is {n}; expected 0 or more. Pass the number of items.");
        }
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        Span<ulong> bits = stackalloc ulong[256];
        for (var step = 0; step < n - 1; step++)
        {
            var place = step % bits.Length;
            if (place == 0) Draw(bits, new RandomBits(PhiloxStream.Permutation), seed, step);
            var last = n - 1 - step;
            var chosen = (int)Math.BigMul(bits[place], (ulong)last + 1, out _);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
        return order;
    }

    [SkipLocalsInit]
    private static void Draw<T, TReading>(Span<T> destination, TReading reading, ulong seed, long firstIndex)
        where T : unmanaged
        where TReading : struct, IWordReading<T>
    {
        Span<uint> words = stackalloc uint[ChunkWords];
        Span<T> partial = stackalloc T[PhiloxBlocks.WordsPerBlock];
        var perBlock = reading.ValuesPerBlock;
        while (!destination.IsEmpty)
        {
            var (block, skipped) = Math.DivRem(firstIndex, perBlock);
            var blocks = Math.Min(destination.Length / perBlock, ChunkWords / PhiloxBlocks.WordsPerBlock);
            int count;
            if (skipped == 0 && blocks > 0)
            {
                count = blocks * perBlock;
                var drawn = words[..(blocks * PhiloxBlocks.WordsPerBlock)];
                PhiloxBlocks.Fill(drawn, seed, reading.Stream, (ulong)block);
                reading.Read(drawn, destination[..count]);
            }
            else
            {
                // The range starts or ends inside a block.
                count = (int)Math.Min(perBlock - skipped, destination.Length);
                var drawn = words[..PhiloxBlocks.WordsPerBlock];
                PhiloxBlocks.Fill(drawn, seed, reading.Stream, (ulong)block);
                reading.Read(drawn, partial[..perBlock]);
                partial.Slice((int)skipped, count).CopyTo(destination);
            }
            destination = destination[count..];
            firstIndex += count;
        }
    }
}
