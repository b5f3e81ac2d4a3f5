using System.Buffers.Binary;
using System.Text;

namespace Gradus.Data.Tests;

/// <summary>Model files that are cut short, changed, or lie about themselves: a clear error, and no more memory than they hold.</summary>
public sealed class DamagedModelTests : IDisposable
{
    // What reading and parsing a file of a few kilobytes may allocate; a header that lies would have it be gigabytes.
    private const long MostBytes = 1 << 20;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Whole() => new FittedModel([2, 3, -5])
    {
        Bias = 7,
        StandardErrors = [0.1, 0.2, 0.3, 0.4],
        Columns = [new("a", ColumnKind.Number) { Fill = 1.5 }, new("c", ColumnKind.Text) { Levels = ["u", "v", "w"] }],
        Target = new("y", ColumnKind.Number),
        Terms = [new("a", [new(0)]), new("c=v", [new(1, 1)]), new("c=w", [new(1, 2)])],
        Loss = Loss.Squared,
        Method = "exact",
        Rows = 8,
        Scores = new Dictionary<string, double> { ["train rmse"] = 0.5 },
        MadeBy = "0.1.0",
    }.ToBytes();

    /// <summary>The error's text, or null where a model was read: then it has to predict.</summary>
    private string? Load(byte[] bytes)
    {
        var path = folder.Write("model.safetensors", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var model = FittedModel.Load(path);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
            var predictions = new double[2];
            model.PredictColumns(new double[2 * model.Columns.Count], 2, predictions);
            return null;
        }
        catch (TableException error)
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
            Assert.Contains(path, error.Message);
            Assert.DoesNotContain('\n', error.Message);
            return error.Message;
        }
    }

    [Fact]
    public void AWholeFileIsRead() => Assert.Null(Load(Whole()));

    [Fact]
    public void CutShortAtEachByte()
    {
        var whole = Whole();
        for (var length = 0; length < whole.Length; length++) Assert.NotNull(Load(whole[..length]));
    }

    [Fact]
    public void EachBitFlipped()
    {
        var whole = Whole();
        var refused = 0;
        for (var bit = 0; bit < 8 * whole.Length; bit++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            if (Load(bytes) is not null) refused++;
        }
        // Most bits are part of a name or of JSON's marks that something depends on.
        Assert.True(refused > 4 * whole.Length, $"only {refused} of {8 * whole.Length} changes were noticed");
    }

    [Theory]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[0,2147483640]")]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[24,0]")]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[-24,0]")]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[0,23]")]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[0]")]
    [InlineData("\"data_offsets\":[0,24]", "\"data_offsets\":[0,99999999999999999999]")]
    [InlineData("\"shape\":[3]", "\"shape\":[4]")]
    [InlineData("\"shape\":[3]", "\"shape\":[-3]")]
    [InlineData("\"shape\":[3]", "\"shape\":[3,4294967297]")]
    [InlineData("\"shape\":[3]", "\"shape\":\"3\"")]
    [InlineData("\"weights\":", "\"bias\":")]
    [InlineData("\"weights\":", "\"../../weights\":")]
    [InlineData("squared", "99999999999")]
    [InlineData("squared", "7")]
    [InlineData("\\\"name\\\":\\\"a\\\"", "\\\"name\\\":null")]
    [InlineData("\\\"levels\\\":[\\\"u\\\"", "\\\"levels\\\":[null")]
    [InlineData("[[1,2]]", "[[1,9]]")]
    [InlineData("[[1,2]]", "[[1,-7]]")]
    [InlineData("[[1,2]]", "[[9,2]]")]
    [InlineData("[[1,2]]", "[]")]
    [InlineData("\\\"kind\\\":\\\"text\\\"", "\\\"kind\\\":\\\"12\\\"")]
    [InlineData("\\\"method\\\":\\\"exact\\\"", "\\\"method\\\":null")]
    [InlineData("\\\"rows\\\":8", "\\\"rows\\\":1e400")]
    [InlineData("\"__metadata__\":{", "\"__metadata__\":{\"format\":\"gradus linear model\",")]
    public void AHeaderThatLiesIsRefused(string text, string other)
    {
        var whole = Whole();
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        var header = Encoding.UTF8.GetString(whole, 8, length);
        Assert.Contains(text, header);
        var at = header.IndexOf(text, StringComparison.Ordinal);
        Assert.NotNull(Load(WithHeader(header[..at] + other + header[(at + text.Length)..], whole[(8 + length)..])));
    }

    [Fact]
    public void ADeeplyNestedHeaderIsRefused()
    {
        foreach (var depth in new[] { 65, 1000, 100_000 })
            Assert.NotNull(Load(WithHeader($"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}", [])));
    }

    /// <summary>Each of them the same 64 KB, so that the file holds a fraction of what it says.</summary>
    [Fact]
    public void TensorsThatOverlapAreRefused()
    {
        const int bytes = 64 << 10;
        var tensors = Enumerable.Range(0, 200).Select(
            i => $"\"t{i}\":{{\"dtype\":\"F64\",\"shape\":[8192],\"data_offsets\":[0,{bytes}]}}");
        Assert.NotNull(Load(WithHeader($"{{{string.Join(',', tensors)}}}", new byte[bytes])));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(1L << 32 | 2)]
    [InlineData(-1)]
    public void ALengthThatLiesIsRefused(long length)
    {
        var bytes = Whole();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        Assert.NotNull(Load(bytes));
    }

    private static byte[] WithHeader(string header, byte[] values)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + values.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        values.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }
}
