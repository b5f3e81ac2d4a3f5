using System.Diagnostics;
using System.Globalization;

namespace Gradus.Data.Tests;

public sealed class ReadRateTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 1_000_000;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The rate is printed, not checked; the values are.</summary>
    [Fact]
    public void AMillionRows()
    {
        var path = folder.File("million.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("i,half,square,sign\n");
            for (var i = 0; i < Rows; i++)
                writer.Write(
                    string.Create(CultureInfo.InvariantCulture, $"{i},{i * 0.5},{(long)i * i},{(i % 2 == 0 ? 1 : -1)}\n"));
        }
        var watch = Stopwatch.StartNew();
        var table = Table.Read(path);
        var seconds = watch.Elapsed.TotalSeconds;
        var megabytes = new FileInfo(path).Length / 1e6;
        output.WriteLine($"{Rows:N0} rows x 4, {megabytes:F0} MB in {seconds:F2} s: "
            + $"{Rows / seconds:N0} rows/s, {megabytes / seconds:F0} MB/s");
        Assert.Equal(Rows, table.Rows);
        for (var i = 0; i < Rows; i++)
            if (table["i"][i] != i || table["half"][i] != i * 0.5 || table["square"][i] != (double)((long)i * i))
                Assert.Fail($"row {i}: {table["i"][i]}, {table["half"][i]}, {table["square"][i]}");
    }
}
