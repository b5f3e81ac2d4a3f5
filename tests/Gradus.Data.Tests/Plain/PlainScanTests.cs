using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Gradus.Data.Tests;

/// <summary>The fast reader against DuckDB's: the same bits, the same counts, or it gives up.</summary>
public sealed class PlainScanTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Over the size from which the fast reader is used, in several pieces.</summary>
    private string Large(string header, Func<int, string> line, string ending = "\n", bool lastEnding = true)
    {
        var content = new StringBuilder(header).Append(ending);
        for (var row = 0; content.Length < PlainScan.LeastBytes + 3_000_000; row++) content.Append(line(row)).Append(ending);
        if (!lastEnding) content.Length -= ending.Length;
        return folder.Write("large.csv", content.ToString());
    }

    private static (double[] Values, long Rows, long Dropped, long[] Missing) ReadAll(ICountingCursor cursor, int columns)
    {
        var values = new List<double>();
        var block = new double[columns * 999];
        while (cursor.Read(block, 999) is > 0 and var count)
            for (var i = 0; i < count; i++)
                for (var j = 0; j < columns; j++) values.Add(block[j * 999 + i]);
        return ([.. values], cursor.Rows, cursor.Dropped, [.. cursor.Missing]);
    }

    private static void SameAsDuckDB(string path, int columns, params bool[] required)
    {
        using var reader = TableReader.Open(path);
        var readings = reader.Columns.Take(columns)
            .Select((column, j) => new ColumnReading(column, ColumnKind.Number, required.Length == 0 || required[j])).ToList();
        using var plain = reader.ScanPlain(readings, default);
        Assert.NotNull(plain);
        using var scan = reader.ScanAs(readings, default);
        var (expected, found) = (ReadAll(scan, columns), ReadAll(plain, columns));
        Assert.Equal((expected.Rows, expected.Dropped), (found.Rows, found.Dropped));
        Assert.Equal(expected.Missing, found.Missing);
        // Bits, and not numbers: NaN is NaN, and -0 is not 0.
        Assert.True(MemoryMarshal.Cast<double, long>(expected.Values).SequenceEqual(MemoryMarshal.Cast<double, long>(found.Values)));
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", false)]
    public void RandomNumbersInManyForms(string ending, bool lastEnding)
    {
        var random = new RandomState(3);
        string[] forms = ["R", "F3", "E17", "E2", "F0", "G9"];
        var path = Large("a,b,c", row => string.Join(',', Enumerable.Range(0, 3).Select(j =>
        {
            var value = (random.RandomSample() - 0.5) * Math.Pow(10, (row + j) % 40 - 20);
            return value.ToString(forms[(row + j) % forms.Length], CultureInfo.InvariantCulture);
        })), ending, lastEnding);
        SameAsDuckDB(path, 3);
    }

    [Fact]
    public void MissingValuesAndOnesBeyondTheRange() => SameAsDuckDB(
        Large("a;b;c", row => row % 7 == 0 ? "NA;1;2" : row % 11 == 0 ? "1;;2" : row % 13 == 0 ? "1e400;1;2" : $"{row};0.1;-3"), 3,
        // Only the first two must be there.
        true, true, false);

    [Fact]
    public void ColumnsThatAreNotAskedForMayHoldAnything() =>
        SameAsDuckDB(Large("a,b,name", row => $"{row},{row * 0.25},row number {row}"), 2);

    [Theory]
    [InlineData("1,\"2\"")]
    [InlineData("1,two")]
    [InlineData("1")]
    [InlineData("1,2,3")]
    [InlineData("1, 2")]
    [InlineData("1,nan")]
    public void AnythingElseIsForDuckDB(string line)
    {
        // Far from the lines that the types are found from.
        using var reader = TableReader.Open(Large("a,b", row => row == 400_000 ? line : $"{row},{row + 1}.25"));
        using var plain = reader.ScanPlain(
            [.. reader.Columns.Select(column => new ColumnReading(column, ColumnKind.Number))], default);
        Assert.Throws<NotPlainException>(() => ReadAll(plain!, 2));
    }

    [Theory]
    [InlineData("\"a\"b", false)]
    [InlineData("a\"b\"", false)]
    [InlineData("\"a", false)]
    [InlineData("\"a, \"\"b\"\"\"", true)]
    public void QuotesInAHeaderStandAroundWholeNames(string header, bool isPlain)
    {
        // DuckDB takes the first of these headers, and every line below it, for one name.
        var path = folder.Write("header.csv", $"{header}\n8\n28\n");
        using var plain = new PlainScan([path], new PlainLayout((byte)',', [0], [true], HasHeader: true), default);
        if (isPlain) Assert.Equal([8, 28], ReadAll(plain, 1).Values);
        else Assert.Throws<NotPlainException>(() => ReadAll(plain, 1));
    }

    [Fact]
    public void SmallFilesAreForDuckDB()
    {
        using var reader = TableReader.Open(TestData.Diabetes);
        Assert.Null(reader.ScanPlain([.. reader.Columns.Select(column => new ColumnReading(column, ColumnKind.Number))], default));
    }
}
