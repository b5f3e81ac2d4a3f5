using System.Text;
using DuckDB.NET.Data;

namespace Gradus.Data.Tests;

/// <summary>
/// Tables cut short at each byte, and with bits flipped: what is read is a table or one clear error, and it takes little memory.
/// GRADUS_FLIPS sets how many flips of each format are tried, GRADUS_SEED where they begin.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class DamagedTableTests(ITestOutputHelper output) : IDisposable
{
    private const long MostBytes = 64 << 20;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    private byte[] Whole(string ending)
    {
        switch (ending)
        {
            case "csv": return Encoding.UTF8.GetBytes("a,b,\"c, d\"\r\n1,2.5,3\r\n-4e2,5,\"6\"\r\n7,8,9.25\r\n");
            case "json": return Encoding.UTF8.GetBytes("[{\"a\":1,\"b\":2.5},\n {\"a\":-4e2,\"b\":5}, {\"b\":1,\"a\":8}]");
            case "jsonl": return Encoding.UTF8.GetBytes("{\"a\":1,\"b\":2.5}\n{\"a\":-4e2,\"b\":5}\n{\"b\":1,\"a\":8}\n");
            default:
                using (var connection = new DuckDBConnection("Data Source=:memory:"))
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText =
                        $"COPY (SELECT range::INTEGER AS a, range % 3 * 0.5 AS b FROM range(50)) TO '{folder.File("whole.parquet")}' "
                        + "(FORMAT parquet)";
                    command.ExecuteNonQuery();
                }
                return File.ReadAllBytes(folder.File("whole.parquet"));
        }
    }

    /// <summary>Whether a table was read; an error names the file and is one line.</summary>
    private bool Reads(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var before = GC.GetTotalAllocatedBytes();
        try
        {
            var table = Table.Read(path);
            Assert.True(table.Rows is > 0 and <= 100, $"{table.Rows} rows");
            return true;
        }
        catch (TableException error)
        {
            Assert.Contains(path, error.Message);
            Assert.DoesNotContain('\n', error.Message);
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostBytes);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public void CutShortAtEachByte(string ending)
    {
        var (whole, path) = (Whole(ending), folder.File($"table.{ending}"));
        Assert.True(Reads(path, whole));
        var read = 0;
        for (var length = 0; length < whole.Length; length++)
            if (Reads(path, whole[..length])) read++;
        output.WriteLine($"{read} of {whole.Length} were tables");
        // Lines may end early and be a table; Parquet may not, nor an array.
        if (ending is "parquet" or "json") Assert.Equal(0, read);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public void BitsFlipped(string ending)
    {
        var (whole, path) = (Whole(ending), folder.File($"table.{ending}"));
        var first = Setting("GRADUS_SEED", 0);
        var (flips, read) = (Setting("GRADUS_FLIPS", 60), 0);
        for (var seed = first; seed < first + flips; seed++)
        {
            var (random, bytes) = (new Random(seed), (byte[])whole.Clone());
            for (var bit = random.Next(1, 4); bit > 0; bit--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (Reads(path, bytes)) read++;
        }
        output.WriteLine($"{read} of {flips} were tables");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void DeepNesting(string ending)
    {
        foreach (var depth in new[] { 100, 10_000 })
        {
            var value = $"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}\n";
            Assert.False(Reads(folder.File($"table.{ending}"), Encoding.UTF8.GetBytes(value)));
        }
    }

    [Theory]
    [InlineData("csv", "a,a\n1,2\n3,4\n")]
    [InlineData("jsonl", "{\"a\":1,\"a\":2}\n")]
    public void DuplicateNames(string ending, string content)
    {
        // A table or an error, but neither a crash nor a mix-up of columns that nobody is told about.
        Reads(folder.File($"table.{ending}"), Encoding.UTF8.GetBytes(content));
    }

    [Theory]
    [InlineData("csv", "a\0b,c\n1,2\n3,4\n")]
    [InlineData("csv", "a,b\0\n1,2\n3,4\n")]
    [InlineData("json", "[{\"a\\u0000\":1}]")]
    public void ANameThatEndsAStatement(string ending, string content)
    {
        var path = folder.Write($"table.{ending}", content);
        var error = Assert.Throws<TableException>(() => TableReader.Open(path));
        Assert.Contains("NUL", error.Message);
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void PagesOfTextThatAreDamaged()
    {
        using (var connection = new DuckDBConnection("Data Source=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT 'x' || range AS t, range AS y FROM range(9)) TO '{folder.File("text.parquet")}'";
            command.ExecuteNonQuery();
        }
        var bytes = File.ReadAllBytes(folder.File("text.parquet"));
        bytes.AsSpan(4, 16).Fill(0xFF);
        using var reader = TableReader.Open(folder.Write("text.parquet", bytes));
        var request = new TableRequest("y", null, [], MissingValues.Drop, false, false, 1);
        // Columns of text are looked at before a scan begins.
        var error = Assert.Throws<TableException>(() => new ColumnChoice(reader, request, default));
        Assert.Contains(reader.Path, error.Message);
    }

    [Theory]
    [InlineData("a';DROP TABLE x;--.csv")]
    [InlineData("a\"b.csv")]
    [InlineData("*.csv")]
    [InlineData("[ab].csv")]
    [InlineData("%2e%2e.csv")]
    public void NamesThatMeanMore(string name)
    {
        folder.Write("other.csv", "q\n9\n");
        folder.Write("a.csv", "q\n8\n");
        var table = Table.Read(folder.Write(name, "p\n7\n"));
        Assert.Equal(["p"], table.Names);
        Assert.Equal([7], table["p"]);
    }
}
