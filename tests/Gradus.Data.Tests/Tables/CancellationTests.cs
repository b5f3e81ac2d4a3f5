using System.Diagnostics;
using System.Text;

namespace Gradus.Data.Tests;

/// <summary>
/// A cancelled read stops at once, wherever it is. The limit is ten times the promised 0.2 s: build machines are slow.
/// </summary>
public sealed class CancellationTests : IDisposable
{
    private const int LimitMilliseconds = 2000;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void BeforeItBegins()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => Table.Read(TestData.Diabetes, null, cancelled));
        using var reader = TableReader.Open(TestData.Diabetes);
        Assert.Throws<OperationCanceledException>(() => reader.Scan(null, cancelled));
    }

    /// <summary>This query would run for minutes: only the interrupt ends it.</summary>
    [Fact]
    public void WhileDuckDBIsBusy()
    {
        using var database = Database.For([TestData.Diabetes]);
        StopsSoon(TimeSpan.FromMilliseconds(100), token =>
        {
            using var result = database.Query("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", token);
            while (result.MoveNext()) { }
        });
    }

    [Fact]
    public void BetweenChunks()
    {
        using var cancellation = new CancellationTokenSource();
        using var reader = TableReader.Open(Large(100_000), cancellation.Token);
        using var scan = reader.Scan(null, cancellation.Token);
        var block = new double[8 * 2048];
        Assert.Equal(2048, scan.Read(block, 2048));
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => scan.Read(block, 2048));
    }

    /// <summary>Finding the dialect of a very wide file is one native call that heeds no interrupt.</summary>
    [Fact]
    public void WhileOpeningAVeryWideFile()
    {
        var content = new StringBuilder();
        content.AppendJoin(',', Enumerable.Range(0, 20_000).Select(i => $"c{i}")).Append('\n');
        for (var row = 0; row < 20; row++) content.AppendJoin(',', Enumerable.Repeat("1.5", 20_000)).Append('\n');
        var path = folder.Write("wide.csv", content.ToString());
        StopsSoon(TimeSpan.FromMilliseconds(60), token => Table.Read(path, null, token));
    }

    [Fact]
    public void AScanDisposedEarlyLeavesTheReaderWhole()
    {
        using var reader = TableReader.Open(Large(100_000));
        var block = new double[8 * 100];
        using (var scan = reader.Scan()) Assert.Equal(100, scan.Read(block, 100));
        using var again = reader.Scan();
        using var beside = reader.Scan(["c3"]);
        Assert.Equal(100, again.Read(block, 100));
        var row = (block[0], block[100 * 3]);
        Assert.Equal(100, beside.Read(block, 100));
        Assert.Equal((0, 0.75), row);
        Assert.Equal(0.75, block[0]);
    }

    private static void StopsSoon(TimeSpan after, Action<CancellationToken> action)
    {
        using var cancellation = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        TimeSpan cancelled = default;
        using var timer = new Timer(
            _ => { cancelled = watch.Elapsed; cancellation.Cancel(); }, null, after, Timeout.InfiniteTimeSpan);
        Assert.Throws<OperationCanceledException>(() => action(cancellation.Token));
        var late = watch.Elapsed - cancelled;
        Assert.True(
            late.TotalMilliseconds < LimitMilliseconds, $"stopped {late.TotalMilliseconds:F0} ms after the cancellation");
        TestContext.Current.TestOutputHelper!.WriteLine($"stopped {late.TotalMilliseconds:F0} ms after the cancellation");
    }

    private string Large(int rows)
    {
        var content = new StringBuilder("c0,c1,c2,c3,c4,c5,c6,c7\n");
        for (var i = 0; i < rows; i++) content.Append(i).Append(",0.25,0.5,0.75,1,1.25,1.5,1.75\n");
        return folder.Write("large.csv", content.ToString());
    }
}
