using System.Diagnostics;

namespace Gradus.Bench;

/// <summary>Times alternatives in turn, round by round, so that a machine that changes its speed changes it for all of them.</summary>
internal static class Stopwatches
{
    /// <summary>For each alternative the smallest and the median time of one call, in microseconds.</summary>
    public static (double Least, double Median)[] Compare(double seconds, params Func<double>[] alternatives)
    {
        var counts = new int[alternatives.Length];
        for (var i = 0; i < counts.Length; i++) counts[i] = CallsPerRound(alternatives[i]);
        var times = Array.ConvertAll(alternatives, _ => new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds || times[0].Count < 5)
        {
            for (var i = 0; i < alternatives.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var call = 0; call < counts[i]; call++) alternatives[i]();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / counts[i]);
            }
        }
        return Array.ConvertAll(times, list =>
        {
            list.Sort();
            return (list[0], list[list.Count / 2]);
        });
    }

    // A round of about a millisecond, after enough calls to have the code compiled for good.
    private static int CallsPerRound(Func<double> run)
    {
        var calls = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalMilliseconds < 400 || calls < 3)
        {
            run();
            calls++;
        }
        return Math.Max(1, (int)(calls / clock.Elapsed.TotalMilliseconds));
    }
}
