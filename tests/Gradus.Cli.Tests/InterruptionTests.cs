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
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)), "still running long after Ctrl-C");
        Assert.Equal(130, process.ExitCode);
        Assert.True(File.Exists(folder["truth-plane.png"]));
        Assert.False(File.Exists(folder["report.html"]));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
