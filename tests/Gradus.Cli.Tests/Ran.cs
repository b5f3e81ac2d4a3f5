using System.Diagnostics;
using System.Text.Json;

namespace Gradus.Cli.Tests;

/// <summary>What a run of the command came to.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    // Not the JSON: in a failed comparison there may be none.
    public override string ToString() => $"exit code {ExitCode}, output:\n{Output}\nerror:\n{Error}";

    /// <summary>Runs the whole program in this process, as if its streams were files.</summary>
    public static Ran Here(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = new CommandLine(output, error, isInteractive: false).Run(arguments);
        return new Ran(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program as a process of its own.</summary>
    public static Process Start(string workingFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gradus.Cli.dll"), .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    public static Ran Apart(string workingFolder, params string[] arguments)
    {
        using var process = Start(workingFolder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(process.ExitCode, output, error.Result);
    }
}
