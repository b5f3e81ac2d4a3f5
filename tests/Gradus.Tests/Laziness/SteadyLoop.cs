using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>Repeats a step and asserts what no idiom of a training loop may cost: new plans, more runs than reads need, memory held.</summary>
internal static class SteadyLoop
{
    // What the collector's own bookkeeping and a rounded-up list may differ by; one leaked array of the smallest test is larger
    // after the counted steps.
    private const long Slack = 24 << 10;

    /// <summary>Runs <paramref name="warmUp"/> steps, then counts over <paramref name="steps"/> more.</summary>
    /// <param name="runsPerStep">How many runs one step takes on average; negative where any number is allowed.</param>
    public static void Run(Action<int> step, double runsPerStep = 1, int warmUp = 24, int steps = 48)
    {
        PlanCache.Clear();
        for (var i = 0; i < warmUp; i++) step(i);
        var (plans, runs, bytes) = (PlanCache.Count, Runner.Runs, GC.GetTotalMemory(forceFullCollection: true));
        for (var i = warmUp; i < warmUp + steps; i++) step(i);
        runs = Runner.Runs - runs;
        bytes = GC.GetTotalMemory(forceFullCollection: true) - bytes;
        Assert.True(plans > 0, "nothing was compiled: the loop computes nothing");
        Assert.Equal(plans, PlanCache.Count);
        if (runsPerStep >= 0) Assert.Equal(runsPerStep * steps, runs);
        Assert.True(bytes < Slack, $"{bytes} more live bytes after {steps} more steps");
    }
}
