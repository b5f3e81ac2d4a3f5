using System.Diagnostics;

namespace Gradus.Cli.Tests;

/// <summary>
/// predict killed at any moment: the file is the old one or the new one, and each kill leaves one temporary file at most.
/// GRADUS_KILLS sets how often each format is killed, GRADUS_SEED which moments are drawn.
/// </summary>
public sealed class KilledPredictTests(ITestOutputHelper output)
{
    private const int Rows = 300_000;

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void TheFileIsTheOldOneOrTheNewOne(string ending)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGKILL");
        using var models = new TwoModels(Rows);
        using var folder = new TestFolder();
        var (path, random) = (folder[$"p.{ending}"], new Random(Setting("GRADUS_SEED", 1)));
        var (start, end) = Measure(folder, models, path);
        var (kills, replaced, writer) = (Setting("GRADUS_KILLS", 12), 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var next = 1 - writer;
            var before = Strays(folder);
            using var process = Ran.Start(folder.Path, models.Arguments(next, path));
            // Writing is short beside starting and reading, and needs a share of the kills of its own.
            if (kill % 2 == 0) Thread.Sleep(random.Next((int)end + 1));
            else
            {
                WaitForWriting(process, () => Strays(folder) > before);
                // The first of them at once, so that one kill in any case meets a file that is being written.
                Thread.Sleep(kill == 1 ? 0 : random.Next((int)(end - start) + 1));
            }
            process.Kill();
            process.WaitForExit();
            if (models.WriterOf(path) == next) (writer, replaced) = (next, replaced + 1);
            Assert.InRange(Strays(folder), before, before + 1);
        }
        var strays = Strays(folder);
        output.WriteLine($"{kills} kills: {replaced} came after the file was in place, {strays} met a file being written");
        Assert.InRange(strays, 1, kills - replaced);
        // What lies there is in nobody's way, and a run that ends leaves nothing.
        Assert.Equal(0, Ran.Apart(folder.Path, models.Arguments(1 - writer, path)).ExitCode);
        Assert.Equal(1 - writer, models.WriterOf(path));
        Assert.Equal(strays + 1, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    /// <summary>Writes the first file; when writing begins and when the process ends, in milliseconds.</summary>
    private static (double Start, double End) Measure(TestFolder folder, TwoModels models, string path)
    {
        var watch = Stopwatch.StartNew();
        using var process = Ran.Start(folder.Path, models.Arguments(0, path));
        WaitForWriting(process, () => Strays(folder) > 0);
        var start = watch.Elapsed.TotalMilliseconds;
        process.WaitForExit();
        Assert.Equal(0, models.WriterOf(path));
        return (start, watch.Elapsed.TotalMilliseconds);
    }

    private static void WaitForWriting(Process process, Func<bool> isWriting)
    {
        while (!process.HasExited && !isWriting()) Thread.Sleep(1);
    }

    private static int Strays(TestFolder folder) => Directory.GetFiles(folder.Path, "*.tmp").Length;
}
