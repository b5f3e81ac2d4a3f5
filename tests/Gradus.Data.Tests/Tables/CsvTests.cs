using System.Globalization;
using System.Text;

namespace Gradus.Data.Tests;

public sealed class CsvTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Table Read(string content, params string[]? columns) => Read(Encoding.UTF8.GetBytes(content), columns);

    private Table Read(byte[] content, params string[]? columns) =>
        Table.Read(folder.Write("table.csv", content), columns is { Length: > 0 } ? columns : null);

    [Fact]
    public void DiabetesHasItsRowsAndColumns()
    {
        var table = Table.Read(TestData.Diabetes);
        Assert.Equal(442, table.Rows);
        Assert.Equal(0, table.Dropped);
        Assert.Equal(["age", "sex", "bmi", "bp", "tc", "ldl", "hdl", "tch", "ltg", "glu", "progression"], table.Names);
        Assert.Equal([59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87, 151], table.Columns.Select(column => column[0]));
        var last = File.ReadAllLines(TestData.Diabetes).Last().Split(',')
            .Select(v => double.Parse(v, CultureInfo.InvariantCulture));
        Assert.Equal(last, table.Columns.Select(column => column[441]));
    }

    [Fact]
    public void ColumnsComeInTheOrderAskedFor()
    {
        var table = Read("a,b,c\n1,2,3\n4,5,6\n", "c", "A");
        Assert.Equal(["c", "a"], table.Names);
        Assert.Equal([3, 6], table["C"]);
        Assert.Equal([1, 4], table["a"]);
        Assert.Equal([3, 1, 6, 4], table.ToRowMajor());
        Assert.Equal([4, 1], table.ToRowMajor(["a"], [1, 0]));
    }

    [Theory]
    [InlineData("a;b\r\n1;2.5\r\n3;4\r\n")]
    [InlineData("\uFEFFa;b\r\n1;2.5\r\n3;4\r\n")]
    [InlineData("a\tb\n1\t2.5\n3\t4")]
    [InlineData("a|b\n1|2.5\n3|4\n")]
    [InlineData("a,b\r1,2.5\r3,4\r")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2.5\"\n\"3\",\"4\"\n")]
    [InlineData("a, b\n 1,2.5 \n3 ,\t4\n")]
    [InlineData("# measured by hand\na,b\n1,2.5\n3,4\n")]
    [InlineData("a,b\n1,2.5\n\n3,4\n\n")]
    [InlineData("a,b\n+1,25e-1\n0003,4.\n")]
    public void DialectsAreFound(string content)
    {
        var table = Read(content);
        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal([1, 3], table["a"]);
        Assert.Equal([2.5, 4], table["b"]);
    }

    [Fact]
    public void AByteOrderMarkIsNoPartOfANumber()
    {
        var table = Read("\uFEFF1,2\n3,4\n");
        Assert.Equal([1, 3], table["column0"]);
    }

    [Fact]
    public void NamesMayBeAnything()
    {
        var table = Read("\"weight, kg\",\"say \"\"so\"\"\",größe,NA,select,it's,日本\n1,2,3,4,5,6,7\n");
        Assert.Equal(["weight, kg", "say \"so\"", "größe", "NA", "select", "it's", "日本"], table.Names);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], table.ToRowMajor());
        Assert.Equal([3, 1], Read("\"weight, kg\",b,größe\n1,2,3\n", "GRÖSSE".Replace("SS", "ß"), "Weight, KG").ToRowMajor());
    }

    [Fact]
    public void ASecondColumnOfANameIsNumbered()
    {
        var table = Read("a,b,a,A\n1,2,3,4\n");
        Assert.Equal(["a", "b", "a_1", "A_2"], table.Names);
        Assert.Equal([1, 2, 3, 4], table.ToRowMajor());
    }

    [Fact]
    public void WithoutAHeaderColumnsAreNumbered() => Assert.Equal(["column0", "column1"], Read("1,2\n3,4\n").Names);

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("#N/A")]
    [InlineData("NULL")]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("1e400")]
    public void RowsWithMissingValuesAreDroppedAndCounted(string missing)
    {
        var table = Read($"a,b,c\n1,2,3\n4,{missing},6\n7,8,9\n");
        Assert.Equal([1, 2, 3, 7, 8, 9], table.ToRowMajor());
        Assert.Equal(1, table.Dropped);
        // A column that is not read drops nothing.
        table = Read($"a,b,c\n1,2,3\n4,{missing},6\n7,8,9\n", "a", "c");
        Assert.Equal([1, 3, 4, 6, 7, 9], table.ToRowMajor());
        Assert.Equal(0, table.Dropped);
    }

    [Fact]
    public void BooleansAreZeroAndOne() =>
        Assert.Equal([1, 0, 1], Read("a,b\n1,true\n2,false\n3,True\n4,NA\n")["b"]);

    [Fact]
    public void LargeAndSmallNumbersKeepTheirBits()
    {
        double[] values =
        [
            1e300, -1e300, double.MaxValue, double.Epsilon, -1e-320, 0.1, 1.0 / 3, 123456789012345678, long.MaxValue, 1e29,
        ];
        var lines = values.Select(value => value.ToString("R", CultureInfo.InvariantCulture));
        Assert.Equal(values, Read($"a\n{string.Join('\n', lines)}\n")["a"]);
    }

    /// <summary>Random bits as decimal text and back: every double is read as written, negative zero too.</summary>
    [Fact]
    public void EveryDoubleIsReadAsWritten()
    {
        var rng = new Random(1);
        var values = Enumerable.Range(0, 5000)
            .Select(_ => BitConverter.Int64BitsToDouble(rng.NextInt64(long.MinValue, long.MaxValue)))
            .Where(double.IsFinite).Append(-0.0).ToArray();
        var table = Read($"a\n{string.Join('\n', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}\n");
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), table["a"].Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>The first 20,480 rows say integer, or nothing at all; what comes later is read for what it is.</summary>
    [Fact]
    public void TypesMayTurnOutLate()
    {
        const int Rows = 30_000;
        var content = new StringBuilder("whole,late,quoted\n");
        for (var i = 0; i < Rows; i++)
            content.Append(
                CultureInfo.InvariantCulture,
                $"{(i < 25_000 ? i : i + 0.5)},{(i < 25_000 ? "" : i)},{(i < 25_000 ? i : $"\"{i}\"")}\n");
        var table = Read(content.ToString(), "whole", "quoted");
        Assert.Equal(Rows, table.Rows);
        Assert.Equal(25_000.5, table["whole"][25_000]);
        Assert.Equal(29_999, table["quoted"][^1]);
        table = Read(content.ToString());
        Assert.Equal(5_000, table.Rows);
        Assert.Equal(25_000, table.Dropped);
    }

    [Fact]
    public void OneRow() => Assert.Equal([1, 2], Read("a,b\n1,2").ToRowMajor());

    [Fact]
    public void RowsKeepTheirOrderThroughAllChunks()
    {
        const int Rows = 300_000;
        var content = new StringBuilder("a,b\n");
        for (var i = 0; i < Rows; i++) content.Append(i).Append(i % 1000 == 7 ? ",\n" : ",1\n");
        var table = Read(content.ToString());
        Assert.Equal(Enumerable.Range(0, Rows).Where(i => i % 1000 != 7).Select(i => (double)i), table["a"]);
        Assert.Equal(Rows / 1000, table.Dropped);
    }

    [Fact]
    public void TenThousandColumns()
    {
        var content = new StringBuilder();
        content.AppendJoin(',', Enumerable.Range(0, 10_000).Select(i => $"c{i}")).Append('\n');
        for (var row = 0; row < 3; row++)
            content.AppendJoin(
                ',', Enumerable.Range(0, 10_000).Select(i => (i * 3 + row).ToString(CultureInfo.InvariantCulture))).Append('\n');
        var table = Read(content.ToString());
        Assert.Equal(10_000, table.Names.Count);
        Assert.Equal(3, table.Rows);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i * 3.0 + 2), table.Columns.Select(column => column[2]));
    }

    [Theory]
    [InlineData("it's a \"table\" [1] 100%; größe.csv")]
    [InlineData(" leading and trailing .csv")]
    [InlineData("日本.txt")]
    [InlineData("no ending")]
    [InlineData("TABLE.CSV")]
    [InlineData("a[1].csv")]
    [InlineData("{a,b}.csv")]
    [InlineData("key=1.csv")]
    public void FilesMayBeNamedAnything(string name)
    {
        if (OperatingSystem.IsWindows() && name.Contains('"')) Assert.Skip("Windows has no such file names.");
        Assert.Equal([1, 2], Table.Read(folder.Write(name, "a,b\n1,2\n")).ToRowMajor());
    }

    [Fact]
    public void AWildcardInANameIsThatFileAlone()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such file names.");
        folder.Write("any.csv", "x,y\n5,6\n");
        Assert.Equal([1, 2], Table.Read(folder.Write("*.csv", "a,b\n1,2\n")).ToRowMajor());
        folder.Write("b1.csv", "x,y\n5,6\n");
        Assert.Equal([3, 4], Table.Read(folder.Write("b?.csv", "a,b\n3,4\n")).ToRowMajor());
    }

    /// <summary>DuckDB would make a column of a folder called key=1.</summary>
    [Fact]
    public void AFolderIsNoColumn()
    {
        Directory.CreateDirectory(folder.File("key=1"));
        Assert.Equal(["a"], Table.Read(folder.Write("key=1/table.csv", "a\n1\n")).Names);
    }

    [Fact]
    public void RelativePathsAndLinks()
    {
        var path = folder.Write("table.csv", "a,b\n1,2\n");
        Assert.Equal(1, Table.Read(Path.GetRelativePath(Environment.CurrentDirectory, path)).Rows);
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(folder.File("link.csv"), path);
        Assert.Equal(1, Table.Read(folder.File("link.csv")).Rows);
    }

    [Fact]
    public void ReadingWritesNothing()
    {
        var path = folder.Write("table.csv", "a,b\n1,2\n");
        Table.Read(path);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
        Assert.False(Directory.Exists(".tmp"));
    }
}
