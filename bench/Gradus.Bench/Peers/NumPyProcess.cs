using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gradus.Bench;

/// <summary>NumPy in the system's Python, which waits for requests and measures itself.</summary>
internal sealed class NumPyProcess : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Dictionary<int, NumPyProcess> Started = [];

    private readonly Process process;

    private NumPyProcess(int threads)
    {
        if (!File.Exists(Python)) throw new AbsentException($"there is no {Python}");
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "numpy_peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var library in new[] { "OMP", "OPENBLAS", "MKL", "BLIS" })
            start.Environment[library + "_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        process = Process.Start(start)!;
        Version = Answer().GetProperty("version").GetString()!;
    }

    public string Version { get; }

    /// <summary>The process for so many threads; one is started for each count.</summary>
    public static NumPyProcess With(int threads)
    {
        if (!Started.TryGetValue(threads, out var process)) Started[threads] = process = new(threads);
        return process;
    }

    public static void EndAll()
    {
        foreach (var process in Started.Values) process.Dispose();
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public JsonElement Ask(object request)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        process.StandardInput.Flush();
        return Answer();
    }

    // The script ends when its input does.
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private JsonElement Answer()
    {
        if (process.StandardOutput.ReadLine() is not { } line)
            throw new AbsentException(process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1]);
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("error", out var error) ? throw new AbsentException(error.GetString()!) : answer;
    }
}
