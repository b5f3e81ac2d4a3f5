using System.Diagnostics;
using System.Globalization;

namespace Gradus.Bench;

/// <summary>A whole process, from its start to its end. It prints the numbers that are compared, in one line.</summary>
internal sealed class ProcessSide(string program, params string[] arguments) : Side
{
    public override Checksum Check() => Checksum.Of(Numbers());

    /// <summary>What one run prints.</summary>
    public double[] Numbers() => Run();

    public override double Seconds(int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++) Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The most memory that the process had at one time, in bytes; it waits at its end to be asked.</summary>
    public long PeakBytes()
    {
        using var process = Start([.. arguments, "wait"]);
        // An empty line says that its work is done.
        while (process.StandardOutput.ReadLine() is { Length: > 0 })
        {
        }
        process.Refresh();
        var peak = process.PeakWorkingSet64;
        End(process);
        return peak;
    }

    private double[] Run()
    {
        using var process = Start(arguments);
        var line = process.StandardOutput.ReadLine();
        End(process);
        return line is null ? [] : [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    private Process Start(IEnumerable<string> with) => Process.Start(new ProcessStartInfo(program, with)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static void End(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(error.Trim().Split('\n')[0]);
    }
}
