using System.Numerics;

namespace Gradus;

/// <summary>
/// The stream of NumPy's legacy <c>numpy.random.RandomState(seed)</c>, bit for bit, so that a ported notebook sees the notebook's
/// data. New work takes the counter-based numbers of <c>Tensor.Rand</c>.
/// </summary>
/// <remarks>
/// One sequential stream: every call moves it on, so the order of calls decides the values, and two threads must not share one.
/// Calls mix as in NumPy: a <see cref="RandInt(long, long)"/> between two <see cref="RandomSample()"/> shifts the second.
/// </remarks>
public sealed class RandomState
{
    private readonly MersenneTwister words;
    private double spareNormal;
    private bool hasSpareNormal;

    /// <param name="seed">0 .. 2^32 - 1, as in NumPy.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed lies outside.</exception>
    public RandomState(long seed) => words = new MersenneTwister(Word(seed));

    /// <summary>Seeds with several words: <c>RandomState([1, 2, 3])</c>.</summary>
    /// <param name="seeds">One or more, each 0 .. 2^32 - 1.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of them lies outside.</exception>
    public RandomState(ReadOnlySpan<long> seeds)
    {
        if (seeds.IsEmpty)
        {
            throw new ArgumentException("RandomState: the list of seeds is empty; expected one number or more. " +
                "Pass a number, such as RandomState(0).");
        }
        var key = new uint[seeds.Length];
        for (var i = 0; i < key.Length; i++) key[i] = Word(seeds[i]);
        words = new MersenneTwister(key);
    }

    /// <summary>Uniform in [0, 1), 53 bits: NumPy's <c>random_sample()</c>, also called <c>rand()</c>.</summary>
    public double RandomSample() => words.NextDouble();

    /// <summary>Fills with what NumPy's <c>random_sample(shape)</c> returns, in row-major order.</summary>
    public void RandomSample(Span<double> destination)
    {
        foreach (ref var value in destination) value = words.NextDouble();
    }

    /// <summary>Uniform in [low, high): NumPy's <c>uniform(low, high)</c>.</summary>
    public double Uniform(double low, double high) => low + (high - low) * words.NextDouble();

    /// <summary>Fills with what NumPy's <c>uniform(low, high, shape)</c> returns, in row-major order.</summary>
    public void Uniform(Span<double> destination, double low, double high)
    {
        foreach (ref var value in destination) value = Uniform(low, high);
    }

    /// <summary>Mean 0, standard deviation 1: NumPy's <c>standard_normal()</c>, also called <c>randn()</c>.</summary>
    /// <remarks>
    /// Marsaglia's polar method, two values a draw, the second kept for the next call. The logarithm is the C library's, as
    /// NumPy's is: where two C libraries differ in a last bit, so do their normal numbers.
    /// </remarks>
    public double StandardNormal()
    {
        if (hasSpareNormal)
        {
            hasSpareNormal = false;
            return spareNormal;
        }
        double x, y, squared;
        do
        {
            x = 2.0 * words.NextDouble() - 1.0;
            y = 2.0 * words.NextDouble() - 1.0;
            squared = x * x + y * y;
        }
        while (squared >= 1.0 || squared == 0.0);
        var scale = Math.Sqrt(-2.0 * Math.Log(squared) / squared);
        spareNormal = scale * x;
        hasSpareNormal = true;
        return scale * y;
    }

    /// <summary>Fills with what NumPy's <c>randn(shape)</c> returns, in row-major order.</summary>
    public void StandardNormal(Span<double> destination)
    {
        foreach (ref var value in destination) value = StandardNormal();
    }

    /// <summary>A whole number in [low, high), each equally likely: NumPy's <c>randint(low, high, dtype=int64)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public long RandInt(long low, long high)
    {
        if (low >= high)
        {
            throw new ArgumentOutOfRangeException(null, $"RandInt: low is {low}, high is {high}; high is exclusive and must be " +
                "above low. Raise high.");
        }
        // Unsigned differences and sums wrap around, so that the whole range of long works.
        return (long)((ulong)low + UpTo((ulong)high - (ulong)low - 1));
    }

    /// <summary>Fills with what NumPy's <c>randint(low, high, shape, dtype=int64)</c> returns, in row-major order.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is not above <paramref name="low"/>.</exception>
    public void RandInt(Span<long> destination, long low, long high)
    {
        foreach (ref var value in destination) value = RandInt(low, high);
    }

    /// <summary>0 .. n - 1 in random order: NumPy's <c>permutation(n)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0)
        {
            throw new ArgumentOutOfRangeException(null, $"Permutation: n is {n}; expected 0 or more. Pass the number of items.");
        }
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        Shuffle<int>(order);
        return order;
    }

    /// <summary>Reorders in place: NumPy's <c>shuffle</c> of a one-dimensional array.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)UpTo((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>0 .. limit: draws as many bits as the limit has until they are not above it, of one word where it fits.</summary>
    private ulong UpTo(ulong limit)
    {
        if (limit == 0) return 0; // Draws nothing, as NumPy.
        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(limit);
        ulong value;
        do value = (limit <= uint.MaxValue ? words.Next() : words.NextLong()) & mask;
        while (value > limit);
        return value;
    }

    private static uint Word(long seed)
    {
        if (seed is >= 0 and <= uint.MaxValue) return (uint)seed;
        throw new ArgumentOutOfRangeException(null, $"RandomState: the seed is {seed}; expected 0 to 4294967295 (2^32 - 1), " +
            "as in NumPy. Choose a seed in that range.");
    }
}
