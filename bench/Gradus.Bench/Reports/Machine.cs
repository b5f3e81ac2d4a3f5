using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Gradus.Cli;

namespace Gradus.Bench;

/// <summary>What the run was on, and what it can do at most, measured in the run.</summary>
internal sealed record Machine(string Name, IReadOnlyList<MachineLimit> Limits)
{
    // Larger than any cache.
    private const long Large = 1L << 28;

    public static Machine Measure()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        var name = $"{Processor.Name()}, {Environment.ProcessorCount} processors, vectors of {bits} bits, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
        var limits = new List<MachineLimit>();
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            limits.Add(new("read", "GB/s", threads, Best(() => ReadProbe.BytesPerSecond(Large, threads))));
            limits.Add(new("fma float32", "GFLOP/s", threads, Best(() => FmaProbe.FlopsPerSecond(threads, isFloat64: false))));
            limits.Add(new("fma float64", "GFLOP/s", threads, Best(() => FmaProbe.FlopsPerSecond(threads, isFloat64: true))));
        }
        return new(name, limits);
    }

    private static double Best(Func<double> probe) => Enumerable.Range(0, 10).Max(_ => probe()) / 1e9;
}
