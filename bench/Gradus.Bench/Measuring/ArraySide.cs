using System.Diagnostics;

namespace Gradus.Bench;

/// <summary>A computation whose result is an array.</summary>
internal sealed class ArraySide(Action run, Func<Checksum> check) : Side
{
    public override Checksum Check() => check();

    public override double Seconds(int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++) run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
