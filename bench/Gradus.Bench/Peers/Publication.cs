using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gradus.Bench;

/// <summary>A program as it is deployed: published into a folder of its own, for this platform, without the runtime.</summary>
internal sealed class Publication(string name, string project, params string[] options)
{
    public static readonly Publication ReadyToRun = new("ReadyToRun", "bench/Gradus.Start");

    public static readonly Publication NativeAot = new("NativeAOT", "bench/Gradus.Start", "-p:IsNative=true");

    public static readonly Publication LibTorch = new("libtorch", "bench/LibTorch.Start");

    public static readonly Publication CommandLine = new("command line", "src/Gradus.Cli");

    private static readonly string Root = FindRoot();

    private bool isPublished;
    private AbsentException? failure;

    public string Name => name;

    /// <summary>The program's file.</summary>
    public string Program => Path.Combine(Folder, Path.GetFileName(project) + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>Of all files but debug symbols.</summary>
    public long Bytes => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.Extension is not (".pdb" or ".dbg" or ".dSYM")).Sum(file => file.Length);

    private string Folder => Path.Combine(Root, "artifacts", "bench", name.Replace(' ', '-'), "publish");

    /// <summary>Publishes once in a run; a quick run takes what an earlier one has left, or does without.</summary>
    public Publication Ready(Effort effort)
    {
        if (failure is not null) throw failure;
        if (isPublished || (effort.IsQuick && File.Exists(Program))) return this;
        if (effort.IsQuick) throw new AbsentException("a quick run publishes nothing, and compare has not run yet");
        if (Publish() is { } error) throw failure = new($"cannot be published: {error}");
        TorchLibrary.Prepare(Folder);
        isPublished = true;
        return this;
    }

    // Null, or what went wrong.
    private string? Publish()
    {
        string[] arguments =
        [
            "publish", Path.Combine(Root, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path", Path.GetDirectoryName(Folder)!, "-o", Folder, .. options,
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim().Split('\n');
        process.WaitForExit();
        if (process.ExitCode == 0) return null;
        return (Array.Find(output, line => line.Contains(" error ", StringComparison.Ordinal)) ?? output[^1]).Trim();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gradus.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Gradus.slnx is in no folder above the bench.");
    }
}
