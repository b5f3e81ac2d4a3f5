using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>Repeats a step and asserts what no idiom of a training loop may cost: new plans, more runs than reads need, memory held.</summary>
internal static class SteadyLoop
{
    // What the collector's bookkeeping and a rounded-up list may differ by; less than what 200 steps leak if each leaks a node.
    private const long Slack = 24 << 10;

    /// <summary>
    /// Runs <paramref name="warmUp"/> steps, by when plans have learned what is needed again, then counts over
    /// <paramref name="steps"/> more. A helper thread's scratch memory is taken once; a leak grows every time: so memory must be
    /// flat in one of three rounds.
    /// </summary>
    /// <param name="runsPerStep">How many runs one step takes on average; negative where any number is allowed.</param>
    public static void Run(Action<int> step, double runsPerStep = 1, int warmUp = 20, int steps = 8)
    {
        PlanCache.Clear();
        var at = 0;
        for (; at < warmUp; at++) step(at);
        var plans = PlanCache.Count;
        Assert.True(plans > 0, "nothing was compiled: the loop computes nothing");
        var growth = 0L;
        for (var round = 0; round < 3; round++)
        {
            var bytes = LiveBytes();
            var runs = Runner.Runs;
            for (var end = at + steps; at < end; at++) step(at);
            Assert.Equal(plans, PlanCache.Count);
            if (runsPerStep >= 0) Assert.Equal(runsPerStep * steps, Runner.Runs - runs);
            growth = LiveBytes() - bytes;
            if (growth < Slack) return;
        }
        Assert.Fail($"{growth} more live bytes after {steps} more steps");
    }

    // The first collection finds what nobody holds, the second one what has been free since the first: large arrays that wait for
    // their next use are let go then. The third one takes what finalizers have let go.
    private static long LiveBytes()
    {
        for (var collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
