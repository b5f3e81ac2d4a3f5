namespace Gradus.Tests;

/// <summary>
/// The numbers of fixed seeds against the distributions they claim. Bounds are five standard errors, or the value that chance
/// passes once in a million: with fixed seeds a test passes always or never.
/// </summary>
public class PhiloxStatisticsTests
{
    private const int Count = 100_000;

    public static TheoryData<ulong> Seeds => [0, 1, 2, 0xFFFFFFFFFFFFFFFF];

    [Theory, MemberData(nameof(Seeds))]
    public void UniformSinglesAreUniform(ulong seed)
    {
        var values = new float[Count];
        Philox.Uniform(values, seed, 0);
        AssertUniform(Array.ConvertAll(values, value => (double)value));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void UniformDoublesAreUniform(ulong seed) => AssertUniform(Uniform(seed));

    [Theory, MemberData(nameof(Seeds))]
    public void NormalNumbersAreNormal(ulong seed)
    {
        var values = Normal(seed);
        // Mean, variance, skewness and kurtosis: their standard errors are sqrt(1, 2, 15, 96 / Count).
        AssertNear(0, Moment(values, 1), 1);
        AssertNear(1, Moment(values, 2), 2);
        AssertNear(0, Moment(values, 3), 15);
        AssertNear(3, Moment(values, 4), 96);
        AssertKolmogorovSmirnov(values, NormalDistribution);
        Assert.InRange(values.Max(Math.Abs), 4, 6.5);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void NothingTellsNeighboursApart(ulong seed)
    {
        var (uniform, normal) = (Uniform(seed), Normal(seed));
        var other = Normal(seed + 1);
        foreach (var distance in (int[])[1, 2, 3, 4, 8])
        {
            AssertNear(0, Mean(i => normal[i] * normal[i + distance], Count - distance), 1);
            // A pair shares its radius. A square product varies by 8 and by 2 with each of its two overlapping neighbours.
            AssertNear(1, Mean(i => Math.Pow(normal[i] * normal[i + distance], 2), Count - distance), 12);
            AssertNear(0, Mean(i => (uniform[i] - 0.5) * (uniform[i + distance] - 0.5) * 12, Count - distance), 1);
        }
        AssertNear(0, Mean(i => normal[i] * other[i], Count), 1);
        AssertNear(0, Mean(i => normal[i] * (uniform[i] - 0.5) * Math.Sqrt(12), Count), 1);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(-3, 4)]
    [InlineData(0, 100)]
    [InlineData(1_000_000_007, 1_000_001_007)]
    public void IntegersAreEquallyLikely(long low, long high)
    {
        var values = new long[Count];
        Philox.Integers(values, 5, 0, low, high);
        var counts = new int[high - low];
        foreach (var value in values) counts[value - low]++;
        AssertEquallyLikely(counts);
    }

    [Fact]
    public void OrdersOfFiveAreEquallyLikely()
    {
        var counts = new Dictionary<string, int>();
        for (var seed = 0UL; seed < 60_000; seed++)
        {
            var order = string.Concat(Philox.Permutation(5, seed));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(120, counts.Count);
        AssertEquallyLikely([.. counts.Values]);
    }

    [Fact]
    public void PermutationsHaveEveryItemOnce()
    {
        var order = Philox.Permutation(10_000, 9);
        Assert.NotEqual(Enumerable.Range(0, 10_000), order);
        Assert.Equal(Enumerable.Range(0, 10_000), order.Order());
    }

    private static double[] Uniform(ulong seed)
    {
        var values = new double[Count];
        Philox.Uniform(values, seed, 0);
        return values;
    }

    private static double[] Normal(ulong seed)
    {
        var values = new double[Count];
        Philox.Normal(values, seed, 0);
        return values;
    }

    private static void AssertUniform(double[] values)
    {
        Assert.True(values.All(value => value is >= 0 and < 1));
        AssertNear(0.5, Moment(values, 1), 1.0 / 12);
        AssertNear(1.0 / 3, Moment(values, 2), 4.0 / 45);
        AssertKolmogorovSmirnov(values, value => value);
        var counts = new int[256];
        foreach (var value in values) counts[(int)(value * 256)]++;
        AssertEquallyLikely(counts);
        // The bits below the first twelve.
        Array.Clear(counts);
        foreach (var value in values) counts[(int)(value * 4096 % 1 * 256)]++;
        AssertEquallyLikely(counts);
    }

    private static double Moment(double[] values, int power) => Mean(i => Math.Pow(values[i], power), values.Length);

    private static double Mean(Func<int, double> value, int count) => Enumerable.Range(0, count).Average(value);

    /// <summary>Five standard errors, from the variance of one value.</summary>
    private static void AssertNear(double expected, double mean, double variance) =>
        Assert.Equal(expected, mean, 5 * Math.Sqrt(variance / (Count - 8)));

    /// <summary>Chi square is nearly normal in cube root (Wilson and Hilferty, 1931): within 5 standard deviations.</summary>
    private static void AssertEquallyLikely(int[] counts)
    {
        var expected = counts.Average();
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        var degrees = counts.Length - 1;
        var spread = 2.0 / (9 * degrees);
        Assert.InRange((Math.Cbrt(chiSquare / degrees) - (1 - spread)) / Math.Sqrt(spread), -5, 5);
    }

    /// <summary>Kolmogorov: sqrt(n) times the largest distance exceeds d with chance 2 exp(-2 d^2): one in a million.</summary>
    private static void AssertKolmogorovSmirnov(double[] values, Func<double, double> distribution)
    {
        var sorted = values.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = distribution(sorted[i]);
            var (before, after) = (i / (double)sorted.Length, (i + 1) / (double)sorted.Length);
            distance = Math.Max(distance, Math.Max(expected - before, after - expected));
        }
        Assert.InRange(Math.Sqrt(sorted.Length) * distance, 0.2, 2.69);
    }

    /// <summary>1/2 + phi(x) (x + x^3/3 + x^5/(3*5) + ...): Marsaglia, "Evaluating the normal distribution" (2004).</summary>
    private static double NormalDistribution(double x)
    {
        var (sum, term) = (0.0, x);
        for (var i = 1; sum + term != sum; i += 2)
        {
            sum += term;
            term *= x * x / (i + 2);
        }
        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }
}
