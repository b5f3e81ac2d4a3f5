using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>A kernel in a process of its own, as Jupyter starts it, in an empty folder.</summary>
public sealed class KernelProcess : IDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> log = [];

    public KernelProcess() : this("a key of the tests")
    {
    }

    internal KernelProcess(string key, Action<ProcessStartInfo>? change = null)
    {
        Folder = Directory.CreateTempSubdirectory("gradus-jupyter-tests-").FullName;
        var file = Path.Combine(Folder, "connection.json");
        File.WriteAllText(file, new JsonObject { ["ip"] = "127.0.0.1", ["key"] = key, ["signature_scheme"] = "hmac-sha256" }.ToJsonString());
        process = Launch(Folder, ["kernel", file], change);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (gate)
                if (line.Data is not null) log.Add(line.Data);
        };
        process.BeginErrorReadLine();
        var deadline = DateTime.UtcNow + Start;
        // The kernel writes the ports that it took, and puts the file in place as a whole.
        while ((Connection = JsonNode.Parse(File.ReadAllText(file))!)["shell_port"] is null)
        {
            Assert.True(DateTime.UtcNow < deadline && !process.HasExited, $"the kernel did not start: {Log}");
            Thread.Sleep(10);
        }
    }

    internal string Folder { get; }

    internal JsonNode Connection { get; }

    internal int Id => process.Id;

    /// <summary>What the kernel has told whoever started it.</summary>
    internal string Log
    {
        get
        {
            lock (gate) return string.Join('\n', log);
        }
    }

    /// <summary>Bytes that it holds; 0 where the system does not say.</summary>
    internal long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    internal int Port(string name) => (int)Connection[name]!;

    internal JupyterClient Connect() => new(Connection);

    /// <summary>Waits for a line in the log.</summary>
    internal void WaitForLog(string part)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!Log.Contains(part))
        {
            Assert.True(DateTime.UtcNow < deadline, $"the log has no '{part}': {Log}");
            Thread.Sleep(10);
        }
    }

    /// <returns>The exit code, or null if it is still running after the time given.</returns>
    internal int? WaitForExit(TimeSpan longest) => process.WaitForExit(longest) ? process.ExitCode : null;

    internal static Process Launch(string folder, string[] arguments, Action<ProcessStartInfo>? change = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gradus.Jupyter.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        change?.Invoke(start);
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
