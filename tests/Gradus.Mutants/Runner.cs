using System.Diagnostics;

namespace Gradus.Mutants;

/// <summary>Starts programs and waits for them, for a time.</summary>
internal static class Runner
{
    public sealed record Result(int Code, bool IsOverTime, string Output, double Seconds);

    public static Result Run(
        string folder, string program, IEnumerable<string> arguments, double seconds,
        params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var hasEnded = process.WaitForExit(TimeSpan.FromSeconds(seconds));
        if (!hasEnded) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new(process.ExitCode, !hasEnded, output.Result + errors.Result, clock.Elapsed.TotalSeconds);
    }
}
