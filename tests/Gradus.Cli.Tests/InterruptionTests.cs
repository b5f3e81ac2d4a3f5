using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Gradus.Cli.Tests;

public partial class InterruptionTests
{
    // Windows has no signal to send to one process.
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void CtrlCStopsALargeRunAndKeepsWhatIsFinished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        const int interrupt = 2;
        using var folder = new TestFolder();
        using var process = Ran.Start(folder.Path, "tutorial", "--points", "2000000", "--out", folder.Path);
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!File.Exists(folder["truth-plane.svg"]) || !File.Exists(folder["truth-plane.png"]))
        {
            Assert.True(DateTime.UtcNow < deadline, "the first figure was never written");
            Thread.Sleep(20);
        }
        Assert.Equal(0, Kill(process.Id, interrupt));
        WaitForEnd(process);
        Assert.Equal(130, process.ExitCode);
        Assert.True(File.Exists(folder["truth-plane.png"]));
        Assert.False(File.Exists(folder["report.html"]));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    /// <summary>While it starts, reads, trains and writes: no half of a file, and no temporary one.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(2500)]
    [UnsupportedOSPlatform("windows")]
    public void CtrlCAtAnyMomentOfAFit(int milliseconds)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        const int interrupt = 2;
        using var folder = new TestFolder();
        using (var writer = new StreamWriter(folder["large.csv"]))
        {
            writer.WriteLine("a,b,c,y");
            for (var row = 0; row < 800_000; row++) writer.WriteLine($"{row % 977},{row % 331},{row % 89},{row % 1013}.25");
        }
        using var process = Ran.Start(
            folder.Path, "fit", "large.csv", "--target", "y", "--method", "gd", "--epochs", "1000000", "--out", "out");
        Thread.Sleep(milliseconds);
        Assert.Equal(0, Kill(process.Id, interrupt));
        WaitForEnd(process);
        // So early that the runtime itself is not yet up, the signal ends it in the usual way.
        Assert.Contains(process.ExitCode, new[] { 130, 128 + interrupt });
        var left = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.Equal(["large.csv"], left);
    }

    // What does not stop must not go on beside the tests that follow.
    private static void WaitForEnd(Process process)
    {
        if (process.WaitForExit(TimeSpan.FromSeconds(20))) return;
        process.Kill(entireProcessTree: true);
        Assert.Fail("still running long after Ctrl-C");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
