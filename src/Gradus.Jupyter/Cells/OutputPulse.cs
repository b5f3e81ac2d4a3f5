using System.Collections.Concurrent;

namespace Gradus.Jupyter;

/// <summary>
/// Sends what cells have gathered a moment after they began to. On its own thread: cells may keep the thread pool busy.
/// </summary>
internal static class OutputPulse
{
    private const long Moment = 30;

    private static readonly BlockingCollection<(long Due, Action Send)> Waiting = [];

    static OutputPulse() => new Thread(Run) { IsBackground = true, Name = "output" }.Start();

    public static void After(Action send) => Waiting.Add((Environment.TickCount64 + Moment, send));

    private static void Run()
    {
        foreach (var (due, send) in Waiting.GetConsumingEnumerable())
        {
            Thread.Sleep((int)Math.Max(0, due - Environment.TickCount64));
            send();
        }
    }
}
