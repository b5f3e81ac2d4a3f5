using System.Diagnostics;
using Gradus.Fuzz;

namespace Gradus.Data.Tests;

/// <summary>
/// Parquet files that lie about themselves: one clear error, soon, and no more memory than the file can fill. GRADUS_LIES sets
/// how many lies are drawn, GRADUS_SEED the first.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class LyingParquetTests(ITestOutputHelper output) : IDisposable
{
    private const long MostBytes = 64 << 20;
    private const long MostNativeBytes = 512 << 20;

    // Far over what the slowest takes, because a busy machine is no defect.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> OfTheFooter => [.. ParquetLies.Refused.Keys];

    public static TheoryData<string> OfPages => [.. ParquetLies.OfPages.Keys];

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    /// <summary>The table, or null and the error's text.</summary>
    private (Table? Table, string Text) Read(byte[] file)
    {
        var path = folder.Write("table.parquet", file);
        var (before, resident, watch) = (GC.GetTotalAllocatedBytes(), PeakMemory.Restart(), Stopwatch.StartNew());
        try
        {
            using var cancellation = new CancellationTokenSource(Longest);
            using var reader = TableReader.Open(path, cancellation.Token);
            reader.CountRows(cancellation.Token);
            return (Table.Read(reader, cancellation: cancellation.Token), "");
        }
        catch (TableException error)
        {
            Assert.Contains(path, error.Message);
            Assert.DoesNotContain('\n', error.Message);
            return (null, error.Message.Replace(path, "x"));
        }
        finally
        {
            Assert.True(watch.Elapsed < Longest, $"it took {watch.Elapsed.TotalSeconds:F0} s");
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostBytes + 4 * file.Length);
            Assert.InRange(PeakMemory.Read() - resident, long.MinValue, MostNativeBytes);
        }
    }

    [Theory, MemberData(nameof(OfTheFooter))]
    public void AFooterThatLiesIsRefused(string name)
    {
        var file = ParquetLies.Whole(folder);
        var (lie, text) = ParquetLies.Refused[name];
        lie(file);
        Assert.Equal($"Table 'x' is a damaged Parquet file: {text}; write it again.", Read(file.ToBytes()).Text);
    }

    [Theory, MemberData(nameof(OfPages))]
    public void APageThatLiesIsRefused(string name)
    {
        var file = ParquetLies.Whole(folder);
        ParquetLies.OfPages[name](file);
        Assert.Matches("^Table 'x' cannot be read: .*; check the file\\.$", Read(file.ToBytes()).Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(1_000_000)]
    [InlineData(900)]
    public void ALengthOfTheFooterThatLiesIsRefused(long length) => Assert.Equal(
        "Table 'x' is not a whole Parquet file; "
        + "it may be cut short, damaged or of another kind (the kind is told by the file's ending).",
        Read(ParquetLies.Whole(folder).ToBytes(length)).Text);

    [Theory]
    [InlineData(1000)]
    [InlineData(1 << 24)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void AListLongerThanTheFileIsRefused(long count)
    {
        Action<ParquetBytes>[] lies =
        [
            file => file.Schema.Claim = count, file => file.Groups.Claim = count, file => file.Groups[0].List(1).Claim = count,
            file => file.Schema[1].Claim(4, count), file => file.Footer.Claim(6, count),
            file => file.Column(0, 0).List(2).Claim = count,
        ];
        foreach (var lie in lies)
        {
            var file = ParquetLies.Whole(folder);
            lie(file);
            Assert.StartsWith("Table 'x' is not a whole Parquet file; ", Read(file.ToBytes()).Text);
        }
    }

    /// <summary>Two columns of one name: both are there, the second under another.</summary>
    [Theory]
    [InlineData("a", "a_1")]
    [InlineData("A", "A_1")]
    public void TwoColumnsOfOneName(string name, string found)
    {
        var file = ParquetLies.Whole(folder);
        file.Schema[2].SetText(4, name);
        var table = Read(file.ToBytes()).Table!;
        Assert.Equal(["a", found, "c"], table.Names);
        Assert.Equal([1225, 612.5, 49], table.Columns.Select(column => column.Sum()));
    }

    [Fact]
    public void WhatIsLeftOutOrElsewhereIsNoLie()
    {
        var file = ParquetLies.Whole(folder);
        // 0 for no dictionary, as some writers have it; how a column was called by whoever wrote it.
        file.Column(0, 0)[11] = 0;
        file.Column(0, 0).List(3).Items[0] = "other"u8.ToArray();
        file.Groups[0][6] = -1;
        Assert.Equal(1225, Read(file.ToBytes()).Table!["a"].Sum());
    }

    [Fact]
    public void LiesAtRandom()
    {
        var (first, count, read) = (Setting("GRADUS_SEED", 0), Setting("GRADUS_LIES", 150), 0);
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                if (Read(RandomLies.Draw(new Random(seed), folder)).Table is { } table)
                {
                    Assert.True(table.Rows is > 0 and <= RandomLies.MostRows, $"{table.Rows} rows");
                    read++;
                }
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}: {failure}");
            }
        }
        output.WriteLine($"{count} lies from seed {first}: {read} were tables");
    }
}
