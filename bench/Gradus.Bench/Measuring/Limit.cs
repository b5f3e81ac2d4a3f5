namespace Gradus.Bench;

/// <summary>The time below which no program can do the work on so many threads, as the machine is at the moment.</summary>
internal sealed class Limit(Work work, int threads)
{
    public double Microseconds()
    {
        var reading = work.Bytes == 0 ? 0 : work.Bytes / ReadProbe.BytesPerSecond((long)work.Bytes, threads);
        var computing = work.Flops == 0 ? 0 : work.Flops / FmaProbe.FlopsPerSecond(threads, work.IsFloat64);
        return Math.Max(reading, computing) * 1e6;
    }
}
