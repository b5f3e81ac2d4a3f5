using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Gradus.Tests;

/// <summary>Every value against NumPy's, to the bit: random.json.</summary>
public class RandomStateTests
{
    private static readonly IReadOnlyList<TableRecord> Table = TableFile.Read("random");

    public static TheoryData<int> Streams => Cases(record => record.Has("count"));

    public static TheoryData<int> Permutations => Cases(record => record.Op == "Permutation");

    [Theory, MemberData(nameof(Streams))]
    public void FillsAsNumPy(int index)
    {
        var record = Table[index];
        var state = Seeded(record);
        if (record.Op == "RandInt")
        {
            var whole = new long[record.Int("count")];
            state.RandInt(whole, record.Long("low"), record.Long("high"));
            AssertStream(record, whole);
            return;
        }
        var values = new double[record.Int("count")];
        if (record.Op == "RandomSample") state.RandomSample(values);
        else if (record.Op == "StandardNormal") state.StandardNormal(values);
        else state.Uniform(values, record.Double("low"), record.Double("high"));
        AssertStream(record, values);
    }

    [Theory, MemberData(nameof(Streams))]
    public void DrawsOneByOneAsNumPyFills(int index)
    {
        var record = Table[index];
        var state = Seeded(record);
        if (record.Op == "RandInt")
        {
            var (low, high) = (record.Long("low"), record.Long("high"));
            AssertStream(record, Drawn(record, () => state.RandInt(low, high)));
            return;
        }
        AssertStream(record, Drawn<double>(record, record.Op switch
        {
            "RandomSample" => state.RandomSample,
            "StandardNormal" => state.StandardNormal,
            _ => () => state.Uniform(record.Double("low"), record.Double("high")),
        }));
    }

    [Theory, MemberData(nameof(Permutations))]
    public void PermutesAsNumPy(int index)
    {
        var record = Table[index];
        var order = Array.ConvertAll(Seeded(record).Permutation(record.Int("n")), item => (long)item);
        if (record.Has("places")) AssertStream(record, order);
        else Assert.Equal(record.Output.As<long>(), order);
    }

    [Fact]
    public void ShufflesAsNumPy()
    {
        foreach (var record in TableFile.Read("random", "Shuffle"))
        {
            long[] values = [.. record.Inputs[0].As<long>()];
            Seeded(record).Shuffle<long>(values);
            Assert.Equal(record.Output.As<long>(), values);
        }
    }

    [Fact]
    public void DifferentCallsShareOneStreamAsInNumPy()
    {
        foreach (var record in TableFile.Read("random", "Mixed"))
        {
            var state = Seeded(record);
            var values = new List<double>();
            for (var step = 0; step < 50; step++)
            {
                values.Add(state.StandardNormal());
                values.Add(state.RandInt(0, 10 + step));
                values.Add(state.RandomSample());
                values.Add(state.Permutation(step + 1)[0]);
                values.Add(state.RandInt(-(1L << 40), 1L << 41));
                values.Add(state.Uniform(-2.0, 5.0));
            }
            AssertSameBits(record.Output.As<double>(), [.. values], record);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4294967296)]
    [InlineData(long.MinValue)]
    public void RefusesSeedsOutside32Bits(long seed)
    {
        var expected = $"RandomState: the seed is {seed}; expected 0 to 4294967295 (2^32 - 1), as in NumPy. " +
            "Choose a seed in that range.";
        Assert.Equal(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new RandomState(seed)).Message);
        Assert.Equal(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new RandomState([1, seed])).Message);
    }

    [Fact]
    public void RefusesAnEmptyListOfSeeds()
    {
        var error = Assert.Throws<ArgumentException>(() => new RandomState([]));
        Assert.Equal("RandomState: the list of seeds is empty; expected one number or more. " +
            "Pass a number, such as RandomState(0).", error.Message);
    }

    [Fact]
    public void RefusesAnEmptyRange()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RandomState(0).RandInt(3, 3));
        Assert.Equal("RandInt: low is 3, high is 3; high is exclusive and must be above low. Raise high.", error.Message);
    }

    [Fact]
    public void RefusesANegativeCount()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RandomState(0).Permutation(-2));
        Assert.Equal("Permutation: n is -2; expected 0 or more. Pass the number of items.", error.Message);
    }

    private static TheoryData<int> Cases(Func<TableRecord, bool> chosen) =>
        [.. Enumerable.Range(0, Table.Count).Where(index => chosen(Table[index]))];

    private static RandomState Seeded(TableRecord record)
    {
        var seed = record.Argument("seed");
        return seed.ValueKind == JsonValueKind.Array
            ? new RandomState([.. seed.EnumerateArray().Select(item => item.GetInt64())])
            : new RandomState(seed.GetInt64());
    }

    private static T[] Drawn<T>(TableRecord record, Func<T> draw)
    {
        var values = new T[record.Int("count")];
        for (var i = 0; i < values.Length; i++) values[i] = draw();
        return values;
    }

    private static void AssertStream<T>(TableRecord record, T[] values) where T : unmanaged
    {
        var places = record.Ints("places");
        AssertSameBits(record.Output.As<T>(), Array.ConvertAll(places, place => values[place]), record);
        var digest = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<T>(values)));
        Assert.True(record.Text("sha256") == digest, $"{record}: the digest of all values differs.");
    }

    private static void AssertSameBits<T>(T[] expected, T[] actual, TableRecord record) where T : unmanaged
    {
        var same = MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual));
        Assert.True(same, $"{record}: expected {string.Join(" ", expected)}, found {string.Join(" ", actual)}.");
    }
}
