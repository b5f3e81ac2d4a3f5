namespace Gradus.Tests.Lanes;

using System.Numerics;

public class IntegerLanesTests
{
    private static readonly int[] Ints =
    [
        0, 1, -1, 2, -2, 3, -3, 7, -7, 10, 1000003, -46341, int.MaxValue, int.MinValue, int.MaxValue - 1, int.MinValue + 1,
    ];
    private static readonly long[] Longs =
    [
        .. Ints.Select(i => (long)i), 1L << 53, (1L << 53) + 1, long.MaxValue, long.MinValue, long.MinValue + 1,
    ];

    private static void Pairs<T>(T[] values, Func<Lanes<T>, Lanes<T>, Lanes<T>> lanes, Func<T, T, T> truth) where T : unmanaged
    {
        foreach (var a in values)
        {
            foreach (var b in values)
            {
                var result = lanes(Lanes<T>.All(a), Lanes<T>.All(b));
                for (var i = 0; i < Lanes<T>.Count; i++)
                    Assert.True(truth(a, b).Equals(result[i]), $"{a}, {b}: {result[i]} instead of {truth(a, b)} in lane {i}");
            }
        }
    }

    // Exact arithmetic, then the last bits: the wrapping that C# and C compilers give.
    private static int Wrap32(BigInteger value) => (int)(uint)(value & uint.MaxValue);
    private static long Wrap64(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);
    private static BigInteger Quotient(BigInteger a, BigInteger b) => b.IsZero ? 0 : BigInteger.Divide(a, b);

    [Fact]
    public void ArithmeticWraps()
    {
        Pairs(Ints, (a, b) => a + b, (a, b) => Wrap32((BigInteger)a + b));
        Pairs(Ints, (a, b) => a - b, (a, b) => Wrap32((BigInteger)a - b));
        Pairs(Ints, (a, b) => a * b, (a, b) => Wrap32((BigInteger)a * b));
        Pairs(Ints, (a, b) => Lanes<int>.Fma(a, b, b), (a, b) => Wrap32((BigInteger)a * b + b));
        Pairs(Longs, (a, b) => a + b, (a, b) => Wrap64((BigInteger)a + b));
        Pairs(Longs, (a, b) => a - b, (a, b) => Wrap64((BigInteger)a - b));
        Pairs(Longs, (a, b) => a * b, (a, b) => Wrap64((BigInteger)a * b));
        Pairs(Longs, (a, b) => Lanes<long>.Fma(a, b, b), (a, b) => Wrap64((BigInteger)a * b + b));
    }

    [Fact]
    public void DivisionTruncatesAndNeverTraps()
    {
        Pairs(Ints, (a, b) => a / b, (a, b) => Wrap32(Quotient(a, b)));
        Pairs(Longs, (a, b) => a / b, (a, b) => Wrap64(Quotient(a, b)));
    }

    [Fact]
    public void RandomQuotientsAreExact()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 60).Select(_ => random.Next(int.MinValue, int.MaxValue) >> random.Next(31)).ToArray();
        Pairs(values, (a, b) => a / b, (a, b) => Wrap32(Quotient(a, b)));
    }

    private static BigInteger Power(BigInteger a, BigInteger b) => b.Sign >= 0
        ? BigInteger.ModPow(a, b, BigInteger.One << 64)
        : a.IsOne ? 1 : a == BigInteger.MinusOne ? (b.IsEven ? 1 : -1) : 0;

    [Fact]
    public void PowersWrapAndNegativeExponentsTruncate()
    {
        Pairs(Ints, Lanes<int>.Pow, (a, b) => Wrap32(Power(a, b)));
        Pairs(Longs, Lanes<long>.Pow, (a, b) => Wrap64(Power(a, b)));
    }

    [Fact]
    public void ExtremesComparisonsAndSigns()
    {
        Pairs(Ints, Lanes<int>.Min, Math.Min);
        Pairs(Ints, Lanes<int>.Max, Math.Max);
        Pairs(Longs, Lanes<long>.Min, Math.Min);
        Pairs(Longs, Lanes<long>.Max, Math.Max);
        Pairs(Ints, Lanes<int>.Less, (a, b) => a < b ? -1 : 0);
        Pairs(Longs, Lanes<long>.LessOrEqual, (a, b) => a <= b ? -1 : 0);
        Pairs(Longs, Lanes<long>.Equal, (a, b) => a == b ? -1 : 0);
        Pairs(Ints, (a, _) => Lanes<int>.Abs(a), (a, _) => Wrap32(BigInteger.Abs(a)));
        Pairs(Longs, (a, _) => Lanes<long>.Abs(a), (a, _) => Wrap64(BigInteger.Abs(a)));
        Pairs(Ints, (a, _) => -a, (a, _) => Wrap32(-(BigInteger)a));
        Pairs(Ints, (a, b) => Lanes<int>.Select(Lanes<int>.Less(a, b), a, -b), (a, b) => a < b ? a : Wrap32(-(BigInteger)b));
    }

    [Fact]
    public void RoundingLeavesIntegersAlone()
    {
        Pairs(Longs, (a, _) => Lanes<long>.Floor(a), (a, _) => a);
        Pairs(Longs, (a, _) => Lanes<long>.Ceiling(a), (a, _) => a);
        Pairs(Ints, (a, _) => Lanes<int>.Truncate(a), (a, _) => a);
        Pairs(Ints, (a, _) => Lanes<int>.Round(a), (a, _) => a);
    }

    [Fact]
    public void ConstantsAreRoundedToTheType()
    {
        Assert.Equal(2, Lanes<int>.Of(2.5)[15]);
        Assert.Equal(-3L, Lanes<long>.Of(-2.75)[7]);
        Assert.Equal(int.MaxValue, Lanes<int>.Of(1e300)[0]);
        Assert.Equal(0.1f, Lanes<float>.Of(0.1)[3]);
        Assert.Equal(0.1, Lanes<double>.Of(0.1)[3]);
    }
}
