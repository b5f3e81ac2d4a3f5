using System.IO.Compression;
using DuckDB.NET.Data;

namespace Gradus.Data.Tests;

public sealed class FormatTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Writes a Parquet file with DuckDB itself.</summary>
    private string Parquet(string select)
    {
        var path = folder.File("table.parquet");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return path;
    }

    [Fact]
    public void ColumnsBecomeATensor()
    {
        var table = Table.Read(folder.Write("table.csv", "a,b,c\n1,2,3\n4,5,6\n"));
        var tensor = table.ToTensor(["c", "a"], DType.Float32);
        Assert.Equal((DType.Float32, Shape.Create([2, 2])), (tensor.DType, tensor.Shape));
        Assert.Equal([3, 1, 6, 4], tensor.ToDoubles());
        Assert.Equal(Shape.Create([2, 3]), table.ToTensor().Shape);
    }

    [Fact]
    public void EveryNumericTypeOfParquet()
    {
        var table = Table.Read(Parquet(
            "SELECT -1::TINYINT a, -300::SMALLINT b, 70000::INTEGER c, 9007199254740993::BIGINT d, 200::UTINYINT e, "
            + "60000::USMALLINT f, "
            + "4000000000::UINTEGER g, 18446744073709551615::UBIGINT h, 123.45::DECIMAL(9,2) j, 0.1::FLOAT k, "
            + "1e300::DOUBLE l, true m, "
            + "12345678901234567890123.4567::DECIMAL(38,4) n"));
        Assert.Equal(
            [
                -1, -300, 70000, 9007199254740992, 200, 60000, 4000000000, 18446744073709551615,
                123.45, 0.1f, 1e300, 1, 12345678901234567890123.4567,
            ],
            table.ToRowMajor());
    }

    /// <summary>Constant and repeated values are stored in other ways than others; missing ones are bits.</summary>
    [Fact]
    public void ConstantsDictionariesAndMissingValuesOfParquet()
    {
        var path = Parquet(
            "SELECT 7 AS same, range % 3 AS few, range AS every, "
            + "CASE WHEN range % 10 = 4 THEN NULL ELSE range END AS holes, "
            + "CASE WHEN range = 5 THEN 'nan'::FLOAT ELSE 1.5 END AS nan "
            + "FROM range(5000)");
        var table = Table.Read(path);
        Assert.Equal(500 + 1, table.Dropped);
        Assert.All(table["same"], value => Assert.Equal(7, value));
        var kept = Enumerable.Range(0, 5000).Where(i => i % 10 != 4 && i != 5).Select(i => (double)i).ToArray();
        Assert.Equal(kept, table["every"]);
        Assert.Equal(kept, table["holes"]);
        Assert.Equal(kept.Select(i => i % 3), table["few"]);
    }

    [Fact]
    public void DatesAndTextOfParquetAreNamed()
    {
        var path = Parquet("SELECT 1 AS a, DATE '2026-02-03' AS day, 'Paris' AS city, [1, 2] AS list, '12' AS digits");
        Assert.Equal(
            $"Column 'day' of table '{path}' holds dates: '2026-02-03' in row 1; "
            + "numbers are expected. Leave the column out, or turn it into numbers.",
            Assert.Throws<TableException>(() => Table.Read(path)).Message);
        Assert.Equal(
            $"Column 'city' of table '{path}' holds text: 'Paris' in row 1; "
            + "numbers are expected. Leave the column out, or turn it into numbers.",
            Assert.Throws<TableException>(() => Table.Read(path, ["a", "city"])).Message);
        Assert.Equal(
            $"Column 'list' of table '{path}' holds values of type INTEGER[]: '[1, 2]' in row 1; numbers are expected. "
            + "Leave the column out, or turn it into numbers.",
            Assert.Throws<TableException>(() => Table.Read(path, ["a", "list"])).Message);
        Assert.Equal([12], Table.Read(path, ["digits"])["digits"]);
    }

    [Fact]
    public void ParquetCutShortIsNamed()
    {
        var path = Parquet("SELECT range AS a FROM range(1000)");
        var whole = File.ReadAllBytes(path);
        foreach (var length in new[] { 3, 100, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal(
                $"Table '{path}' is not a whole Parquet file; "
                + "it may be cut short, damaged or of another kind (the kind is told by the file's ending).",
                Assert.Throws<TableException>(() => Table.Read(path)).Message);
        }
    }

    [Theory]
    [InlineData("table.jsonl", "{\"a\":1,\"b\":2.5}\n{\"b\":true,\"a\":2}\n")]
    [InlineData("table.ndjson", "{\"a\":1,\"b\":2.5}\n{\"a\":2,\"b\":\"1\"}\n{\"a\":3}\n{\"a\":4,\"b\":null}\n")]
    [InlineData("table.json", "[{\"a\":1,\"b\":2.5},\n {\"a\":2,\"b\":1}]")]
    [InlineData("table.json", "{\"a\":1,\"b\":2.5}\n{\"a\":2,\"b\":1}\n")]
    public void Json(string name, string content)
    {
        var table = Table.Read(folder.Write(name, content), ["b", "a"]);
        Assert.Equal([2.5, 1, 1, 2], table.ToRowMajor());
    }

    [Fact]
    public void JsonTextIsNamed()
    {
        var path = folder.Write("table.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":2,\"b\":\"much\"}\n");
        Assert.Equal(
            $"Column 'b' of table '{path}' holds text: 'much' in row 2; "
            + "numbers are expected. Leave the column out, or turn it into numbers.",
            Assert.Throws<TableException>(() => Table.Read(path)).Message);
        Assert.Equal([1, 2], Table.Read(path, ["a"])["a"]);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":")]
    [InlineData("{\"a\":1}\n{\"a\":2\n")]
    [InlineData("<html>\n")]
    public void DamagedJsonIsNamed(string content)
    {
        var path = folder.Write("table.jsonl", content);
        Assert.Equal(
            $"Table '{path}' is not a whole JSON file; "
            + "it may be cut short, damaged or of another kind (the kind is told by the file's ending).",
            Assert.Throws<TableException>(() => Table.Read(path)).Message);
    }

    [Theory]
    [InlineData("table.csv.gz", "a,b\n1,2\n3,4\n")]
    [InlineData("table.jsonl.gz", "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n")]
    public void PackedWithGzip(string name, string content) =>
        Assert.Equal([1, 2, 3, 4], Table.Read(folder.Write(name, Gzip(content))).ToRowMajor());

    /// <summary>The cut is where the text before it reads as a whole table.</summary>
    [Fact]
    public void GzipCutShortIsNamed()
    {
        var whole = Gzip(string.Concat("a,b\n", string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * i}\n"))));
        foreach (var length in new[] { 2, 30, whole.Length / 2, whole.Length - 9, whole.Length - 1 })
        {
            var path = folder.Write("table.csv.gz", whole[..length]);
            Assert.Equal(
                $"Table '{path}' is not one whole gzip file; "
                + "it may be cut short, damaged or made of several parts: unpack it first.",
                Assert.Throws<TableException>(() => Table.Read(path)).Message);
        }
    }

    [Fact]
    public void ZstdIsRefused()
    {
        var path = folder.Write("table.csv.zst", "a,b\n1,2\n");
        Assert.Equal(
            $"Table '{path}' is packed with zstd, which is not read here; unpack it first, or pack it with gzip.",
            Assert.Throws<TableException>(() => Table.Read(path)).Message);
    }

    private static byte[] Gzip(string content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
        return packed.ToArray();
    }
}
