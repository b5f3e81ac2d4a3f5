using System.Globalization;
using System.Text;

namespace Gradus.Data.Tests;

/// <summary>The exact text of each error about a table.</summary>
public sealed class TableErrorTests : IDisposable
{
    private const string Damaged = "the file may be cut short or damaged: repair or remove that line.";
    private const string Cure = "numbers are expected. Leave the column out, or turn it into numbers.";

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static void Check(string expected, Action action) =>
        Assert.Equal(expected, Assert.Throws<TableException>(action).Message);

    private void CheckRead(string content, Func<string, string> expected, params string[]? columns)
    {
        var path = folder.Write("table.csv", content);
        Check(expected(path), () => Table.Read(path, columns is { Length: > 0 } ? columns : null));
    }

    [Fact]
    public void NotThere()
    {
        var path = folder.File("nothing.csv");
        Check($"Table '{path}' does not exist; check the name and the folder.", () => Table.Read(path));
        Check("Table '' does not exist; check the name and the folder.", () => Table.Read(""));
        Check("Table 's3://bucket/a.csv' does not exist; check the name and the folder.", () => Table.Read("s3://bucket/a.csv"));
    }

    [Fact]
    public void AFolder() =>
        Check($"Table '{folder.Path}' is a folder; name a CSV, Parquet or JSON file in it.", () => Table.Read(folder.Path));

    [Fact]
    public void NoPermission()
    {
        if (Environment.IsPrivilegedProcess) Assert.Skip("This user may read every file.");
        var path = folder.Write("table.csv", "a\n1\n");
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has other permissions.");
        else File.SetUnixFileMode(path, UnixFileMode.None);
        Check(
            $"Table '{path}' cannot be opened: permission to read it is missing; ask its owner for it.", () => Table.Read(path));
    }

    [Fact]
    public void NoPermissionOrADiskThatFailsInWords()
    {
        Assert.Equal(
            "Table 'a.csv' cannot be opened: permission to read it is missing; ask its owner for it.",
            TableErrors.Unreadable("a.csv", new UnauthorizedAccessException()).Message);
        Assert.Equal(
            "Table 'a.csv' cannot be opened: Input/output error; check the file and its disk.",
            TableErrors.Unreadable("a.csv", new IOException("Input/output error.\nmore")).Message);
    }

    [Fact]
    public void Empty() =>
        CheckRead("", path => $"Table '{path}' is empty (0 bytes); a header and at least one row of numbers are expected.");

    [Theory]
    [InlineData("a,b,c")]
    [InlineData("a,b,c\n")]
    [InlineData("a,b,c\r\n")]
    public void OnlyAHeader(string content) =>
        CheckRead(content, path =>
            $"Table '{path}' has a header (a, b, c) and no rows; at least one row of numbers is expected.");

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n7,8", 4, "2 values found, 3 expected")]
    [InlineData("a;b;c\n1;2;3\n4\n5;6;7\n", 3, "1 value found, 3 expected")]
    [InlineData("a,b\n1,2,3\n4,5,6\n", 2, "3 values found, 2 expected")]
    public void LinesOfDifferentLength(string content, int line, string counts) =>
        CheckRead(content, path => $"Table '{path}', line {line}: {counts}; {Damaged}");

    [Fact]
    public void ALineOfDifferentLengthFarDown()
    {
        var content = Lines(60_000, i => i == 55_000 ? "1,2" : $"{i},2,3");
        CheckRead(content, path => $"Table '{path}', line 55002: 2 values found, 3 expected; {Damaged}");
        CheckRead(content, path => $"Table '{path}', line 55002: 2 values found, 3 expected; {Damaged}", "a");
    }

    [Fact]
    public void AQuoteThatIsNeverClosed()
    {
        CheckRead("a,b,c\n1,2,3\n4,\"5,6", path => $"Table '{path}', line 3: a quote is opened and never closed; {Damaged}");
        CheckRead(
            Lines(60_000, i => i == 55_000 ? "1,2,\"3" : $"{i},2,3"),
            path => $"Table '{path}', line 55002: a quote is opened and never closed; {Damaged}");
    }

    [Fact]
    public void Garbage()
    {
        var bytes = new byte[5000];
        new Random(2).NextBytes(bytes);
        var path = folder.Write("table.csv", bytes);
        Check(
            $"Table '{path}' cannot be read as CSV: no separator (, ; tab |) fits its lines; "
            + "it may be damaged or of another kind (the kind is told by the file's ending).", () => Table.Read(path));
    }

    [Fact]
    public void NotUtf8()
    {
        var expected = "line 1: the text is not UTF-8; save the file as UTF-8.";
        var path = folder.Write("table.csv", Encoding.Latin1.GetBytes("größe,b\n1,2\n"));
        Check($"Table '{path}', {expected}", () => Table.Read(path));
        path = folder.Write("table.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]);
        Check($"Table '{path}', {expected}", () => Table.Read(path));
    }

    [Fact]
    public void UnknownColumn()
    {
        var known = "age, sex, bmi, bp, tc, ldl, hdl, tch, ltg, glu, progression";
        Check(
            $"Table '{TestData.Diabetes}' has no column 'progresion'; did you mean 'progression'? Its columns: {known}.",
            () => Table.Read(TestData.Diabetes, ["age", "progresion"]));
        Check(
            $"Table '{TestData.Diabetes}' has no column 'weight'. Its columns: {known}.",
            () => Table.Read(TestData.Diabetes, ["weight"]));
        Check(
            $"Table '{TestData.Diabetes}' has no column 'tech'; did you mean 'tch'? Its columns: tc, tch.",
            () => _ = Table.Read(TestData.Diabetes, ["tc", "tch"])["tech"]);
    }

    [Fact]
    public void OfManyColumnsTwentyAreListed() => CheckRead(
        string.Join(',', Enumerable.Range(1, 1234).Select(i => $"c{i}")) + "\n"
            + string.Join(',', Enumerable.Range(1, 1234)) + "\n",
        path => $"Table '{path}' has no column 'other'. Its columns: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, "
            + "c11, c12, c13, c14, c15, c16, c17, c18, c19, c20 and 1,214 more.",
        "other");

    [Fact]
    public void ColumnTwice()
    {
        CheckRead("a,b\n1,2\n", _ => "Column 'a' is named twice; name each column once.", "a", "b", "A");
        var path = folder.Write("table.csv", "a,b\n1,2\n");
        Assert.Equal(
            "TableReader.Scan: no columns named; name at least one, or pass null for all.",
            Assert.Throws<ArgumentException>(() => Table.Read(path, [])).Message);
    }

    [Theory]
    [InlineData("a,city\n1,Paris\n2,Rome\n", "city", "text: 'Paris' in row 1")]
    [InlineData("a,b\n1,2\n3,\n4,x y\n5,z\n", "b", "text: 'x y' in row 3")]
    [InlineData("a,day\n1,2026-01-02\n", "day", "dates: '2026-01-02' in row 1")]
    [InlineData("a,t\n1,\n1,12:30:00\n", "t", "times: '12:30:00' in row 2")]
    [InlineData("a,t\n1,2026-01-02 12:30:00\n", "t", "dates and times: '2026-01-02 12:30:00' in row 1")]
    [InlineData("a,b\n1,true\n2,maybe\n", "b", "text: 'true' in row 1")]
    [InlineData("a,b\n1,0x10\n", "b", "text: '0x10' in row 1")]
    [InlineData("a,b\n1,This is a long text of more than forty letters\n",
        "b", "text: 'This is a long text of more than forty l...' in row 1")]
    public void NotNumeric(string content, string column, string found) =>
        CheckRead(content, path => $"Column '{column}' of table '{path}' holds {found}; {Cure}");

    [Fact]
    public void NotNumericFarDown()
    {
        CheckRead(
            Lines(60_000, i => $"{i},{(i == 55_000 ? "x" : i)},{i % 2 == 0}"),
            path => $"Column 'b' of table '{path}' holds text: 'x' in row 55,001; {Cure}");
        CheckRead(
            Lines(60_000, i => $"{i},{i},{(i == 55_000 ? "perhaps" : i % 2 == 0)}"),
            path => $"Column 'c' of table '{path}' holds text: 'perhaps' in row 55,001; {Cure}");
    }

    [Theory]
    [InlineData("x;y\n1,5;2\n3,5;4\n", "x", "1,5")]
    [InlineData("x;y\n1;-1.234,5\n3;4\n", "y", "-1.234,5")]
    [InlineData("x,y\n\"1,000\",2\n", "x", "1,000")]
    public void DecimalCommas(string content, string column, string value) => CheckRead(content, path =>
        $"Column '{column}' of table '{path}' holds text: '{value}' in row 1; numbers are expected. "
        + "Write decimals with a point, without separators for thousands.");

    [Fact]
    public void AllRowsDropped()
    {
        CheckRead("a,b,c\n1,,2\n,,3\n4,,\n", path =>
            $"Table '{path}': all 3 rows have a missing value in the columns used (column 'b' in 3); "
            + "leave such columns out, or fill the values in.");
        CheckRead("a,b\n1,\n", path =>
            $"Table '{path}': the only row has a missing value in the columns used (column 'b' in 1); "
            + "leave such columns out, or fill the values in.");
    }

    [Fact]
    public void TooLarge() => Assert.Equal(
        "Table 'a.csv': 3,000,000,000 values do not fit one array (at most 2,147,483,591); use fewer rows or columns.",
        TableErrors.TooLarge("a.csv", 3_000_000_000).Message);

    [Fact]
    public void OtherMessagesOfDuckDBAreCutToTheirFirstLine() => Assert.Equal(
        "Table 'a.csv' cannot be read: Out of fuel; check the file.",
        TableErrors.Other("a.csv", "Invalid Input Error: Out of fuel.\n\nLINE 1: SELECT").Message);

    private static string Lines(int rows, Func<int, string> line)
    {
        var content = new StringBuilder("a,b,c\n");
        for (var i = 0; i < rows; i++) content.Append(CultureInfo.InvariantCulture, $"{line(i)}\n");
        return content.ToString();
    }
}
