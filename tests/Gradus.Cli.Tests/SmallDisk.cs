using System.Diagnostics;

namespace Gradus.Cli.Tests;

/// <summary>A disk in memory that is soon full, in a folder of its own; the test is skipped where none can be mounted.</summary>
/// <remarks>
/// DuckDB's open files are inherited by every process that starts meanwhile, and a disk with an open file cannot be unmounted:
/// no other test may start one while a small disk is in use.
/// </remarks>
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class SmallDisk : IDisposable
{
    public const string Alone = "A small disk";

    private readonly TestFolder folder = new();

    /// <param name="options">As tmpfs takes them: size=1m, nr_inodes=3.</param>
    public SmallDisk(string options)
    {
        var isMounted = false;
        try
        {
            Assert.SkipUnless(
                OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a small disk needs the right to mount one");
            isMounted = Ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", Path);
            Assert.SkipUnless(isMounted, "mounting is not allowed here");
        }
        finally
        {
            if (!isMounted) folder.Dispose();
        }
    }

    public string Path => folder.Path;

    public string this[string name] => folder[name];

    public string[] Names => [.. Directory.GetFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order()];

    /// <summary>Takes all room but so many bytes.</summary>
    public void Fill(long free)
    {
        File.Delete(this["filler"]);
        using var filler = new FileStream(this["filler"], FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        filler.Write(new byte[Math.Max(0, new DriveInfo(Path).AvailableFreeSpace - free)]);
    }

    public void Dispose()
    {
        Assert.True(Ran("umount", Path));
        folder.Dispose();
    }

    private static bool Ran(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
