using System.Diagnostics;

namespace Gradus.Bench;

/// <summary>The same work on several threads that start at one moment.</summary>
internal static class Together
{
    /// <summary>Seconds from the common start to the end of the last one. The work is told its thread's number.</summary>
    public static double Seconds(int threads, Action<int> work)
    {
        if (threads == 1) return Timed(0, work);
        using var start = new Barrier(threads);
        var seconds = new double[threads];
        var all = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            start.SignalAndWait();
            seconds[thread] = Timed(thread, work);
        })).ToList();
        all.ForEach(thread => thread.Start());
        all.ForEach(thread => thread.Join());
        return seconds.Max();
    }

    private static double Timed(int thread, Action<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        work(thread);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
