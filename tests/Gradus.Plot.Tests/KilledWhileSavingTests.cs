using System.Diagnostics;

namespace Gradus.Plot.Tests;

/// <summary>A process that saves again and again, killed at any moment, and a disk that fills up: the file is the old one or the new one.</summary>
public sealed class KilledWhileSavingTests : IDisposable
{
    private const string Target = "GRADUS_SAVE_FOREVER";
    private const int Length = 3_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("gradus-plot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Every byte of a version is the same.
    private static void Save(string path, byte version) => WholeFile.Write(path, stream =>
    {
        var part = new byte[Length / 30];
        part.AsSpan().Fill(version);
        for (var i = 0; i < 30; i++) stream.Write(part);
    });

    private static byte Version(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(Length, bytes.Length);
        Assert.False(bytes.AsSpan().ContainsAnyExcept(bytes[0]), "parts of two versions");
        return bytes[0];
    }

    /// <summary>What the child does: this test, run alone by its name.</summary>
    [Fact]
    public void SavesForever()
    {
        var path = Environment.GetEnvironmentVariable(Target);
        Assert.SkipWhen(path is null, "only for the child of the test below");
        for (byte version = 1; ; version++) Save(path!, version);
    }

    [Fact]
    public void AFileIsWholeWheneverItsWriterIsKilled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGKILL");
        var (path, random) = (Path.Combine(_folder, "a.bin"), new Random(1));
        Save(path, 0);
        var versions = new HashSet<byte>();
        for (var round = 0; round < 8; round++)
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Gradus.Plot.Tests"))
            {
                ArgumentList = { "-method", $"{typeof(KilledWhileSavingTests).FullName}.{nameof(SavesForever)}" },
                RedirectStandardOutput = true,
                Environment = { [Target] = path },
            };
            var before = File.GetLastWriteTimeUtc(path);
            using var child = Process.Start(start)!;
            var waited = Stopwatch.StartNew();
            while (File.GetLastWriteTimeUtc(path) == before && waited.Elapsed < TimeSpan.FromSeconds(60)) Thread.Sleep(5);
            Thread.Sleep(random.Next(40));
            child.Kill();
            child.WaitForExit();
            versions.Add(Version(path));
        }
        Assert.DoesNotContain((byte)0, versions);
        // The next one saves although pieces of earlier ones lie beside.
        Save(path, 77);
        Assert.Equal(77, Version(path));
    }

    [Fact]
    public void AFullDiskKeepsTheOldFile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a small disk needs the right to mount one");
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        Assert.SkipUnless(Ran("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk), "mounting is not allowed here");
        try
        {
            var path = Path.Combine(disk, "a.bin");
            Save(path, 1);
            var error = Assert.Throws<IOException>(() => Save(path, 2));
            Assert.StartsWith($"Save: cannot write '{path}': ", error.Message, StringComparison.Ordinal);
            Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, Version(path));
            Assert.Single(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            Assert.True(Ran("umount", disk));
        }
    }

    private static bool Ran(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
