using System.Diagnostics;

namespace Gradus.Fuzz;

/// <summary>One input read by one target, within its time and its memory.</summary>
internal static class Trial
{
    /// <summary>Far over what the slowest takes, because a busy machine is no defect.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <exception cref="DefectException">It took too much, or what was read is wrong.</exception>
    /// <exception cref="Exception">Any other is a defect as well: it should have been caught, or been another.</exception>
    public static void Run(Target target, byte[] bytes)
    {
        var before = GC.GetTotalAllocatedBytes();
        var resident = target.IsNative ? PeakMemory.Restart() : 0;
        var watch = Stopwatch.StartNew();
        target.Read(bytes);
        if (watch.Elapsed > Longest) throw new DefectException($"{bytes.Length} bytes took {watch.Elapsed.TotalSeconds:F0} s");
        var allocated = GC.GetTotalAllocatedBytes() - before;
        if (allocated > target.MostBytes(bytes.Length))
            throw new DefectException($"{bytes.Length} bytes took {allocated:N0} bytes of managed memory");
        if (!target.IsNative) return;
        var grown = PeakMemory.Read() - resident;
        if (grown > Target.MostNativeBytes) throw new DefectException($"{bytes.Length} bytes took {grown:N0} bytes of memory");
    }
}
