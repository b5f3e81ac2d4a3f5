using System.Runtime.InteropServices;
using CsCheck;

namespace Gradus.Tests;

/// <summary>The words against the published vectors, every kind of number against philox.json, to the bit.</summary>
public class PhiloxTests
{
    /// <summary>Known answers that the authors publish with Random123, for philox4x32-10.</summary>
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000,
        0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void BlocksGiveThePublishedWords(
        uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), PhiloxBlocks.Block(c0, c1, c2, c3, key0, key1));

    /// <summary>Eight blocks at once, and the one by one that is left, across the end of the counter's first word.</summary>
    [Fact]
    public void FillIsBlockAfterBlock() =>
        Gen.Select(Gen.ULong, Gen.OneOf(Gen.ULong, Gen.ULong[(1UL << 32) - 30, 1UL << 32]), Gen.Int[0, 40])
            .Sample((seed, first, count) =>
            {
                var words = new uint[4 * count];
                PhiloxBlocks.Fill(words, seed, PhiloxStream.Normal, first);
                for (var i = 0; i < count; i++)
                {
                    var number = first + (ulong)i;
                    var block = PhiloxBlocks.Block(
                        (uint)number, (uint)(number >> 32), (uint)PhiloxStream.Normal, 0, (uint)seed, (uint)(seed >> 32));
                    Assert.Equal(block, (words[4 * i], words[4 * i + 1], words[4 * i + 2], words[4 * i + 3]));
                }
            });

    [Fact]
    public void UniformNumbersAreTheTables()
    {
        foreach (var record in TableFile.Read("philox", "Uniform"))
        {
            var (seed, start) = (record.ULong("seed"), record.Long("start"));
            if (record.DType == DType.Float32) AssertSameBits<float>(record, values => Philox.Uniform(values, seed, start));
            else AssertSameBits<double>(record, values => Philox.Uniform(values, seed, start));
        }
    }

    [Fact]
    public void NormalNumbersAreTheTables()
    {
        foreach (var record in TableFile.Read("philox", "Normal"))
        {
            var (seed, start) = (record.ULong("seed"), record.Long("start"));
            if (record.DType == DType.Float32) AssertSameBits<float>(record, values => Philox.Normal(values, seed, start));
            else AssertSameBits<double>(record, values => Philox.Normal(values, seed, start));
        }
    }

    [Fact]
    public void NormalNumbersAreRightToFourUnitsInTheLastPlace()
    {
        foreach (var record in TableFile.Read("philox", "Normal").Where(record => record.DType == DType.Float64))
        {
            var values = new double[record.Output.Count];
            Philox.Normal(values, record.ULong("seed"), record.Long("start"));
            foreach (var (exact, value) in record.Array("expected64").As<double>().Zip(values))
            {
                Assert.Equal(exact, value, 4 * (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact)));
            }
        }
    }

    [Fact]
    public void IntegersAreTheTables()
    {
        foreach (var record in TableFile.Read("philox", "Integers"))
        {
            var (seed, start, low, high) = (record.ULong("seed"), record.Long("start"), record.Long("low"), record.Long("high"));
            AssertSameBits<long>(record, values => Philox.Integers(values, seed, start, low, high));
        }
    }

    [Fact]
    public void PermutationsAreTheTables()
    {
        foreach (var record in TableFile.Read("philox", "Permutation"))
        {
            var order = Philox.Permutation(record.Int("n"), record.ULong("seed"));
            Assert.Equal(record.Output.As<long>(), Array.ConvertAll(order, item => (long)item));
        }
    }

    /// <summary>Drawn in any pieces, the numbers are the same: this is what lets threads share a tensor.</summary>
    [Fact]
    public void PiecesMakeTheWhole() =>
        Gen.Select(Gen.ULong, Gen.Long[0, 1L << 40], Gen.Int[0, 3000].Array[0, 6]).Sample((seed, first, pieces) =>
        {
            AssertPieces<float>((values, at) => Philox.Uniform(values, seed, at), first, pieces);
            AssertPieces<double>((values, at) => Philox.Uniform(values, seed, at), first, pieces);
            AssertPieces<float>((values, at) => Philox.Normal(values, seed, at), first, pieces);
            AssertPieces<double>((values, at) => Philox.Normal(values, seed, at), first, pieces);
            AssertPieces<long>((values, at) => Philox.Integers(values, seed, at, -3, 1000), first, pieces);
        }, iter: 30);

    [Fact]
    public void RefusesAnEmptyRange()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Philox.Integers(new long[1], 0, 0, 5, 2));
        Assert.Equal("RandInt: low is 5, high is 2; high is exclusive and must be above low. Raise high.", error.Message);
    }

    [Fact]
    public void RefusesANegativeCount()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Philox.Permutation(-1, 0));
        Assert.Equal("Permutation: n is -1; expected 0 or more. Pass the number of items.", error.Message);
    }

    private static void AssertSameBits<T>(TableRecord record, Action<T[]> draw) where T : unmanaged
    {
        var expected = record.Output.As<T>();
        var actual = new T[expected.Length];
        draw(actual);
        var same = MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual));
        Assert.True(same, $"{record}: expected {string.Join(" ", expected)}, found {string.Join(" ", actual)}.");
    }

    private static void AssertPieces<T>(Action<T[], long> draw, long first, int[] pieces) where T : unmanaged
    {
        var whole = new T[pieces.Sum()];
        draw(whole, first);
        var start = 0;
        foreach (var length in pieces)
        {
            var piece = new T[length];
            draw(piece, first + start);
            Assert.Equal(whole[start..(start + length)], piece);
            start += length;
        }
    }
}
