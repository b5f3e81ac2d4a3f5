namespace Gradus.Bench;

/// <summary>What the garbage collector hands out in one step of the tutorial's loop of 30 rows.</summary>
internal sealed class AllocatedBytes : Row
{
    private const int Steps = 1000;

    public override string Name => "bytes allocated by a tutorial step";

    public override RowResult Measure(Effort effort)
    {
        var result = new RowResult(Name, "bytes");
        Flags.Threads = Environment.ProcessorCount;
        var row = new LinearRegression(30);
        var (plain, captured) = (row.Gradus(), row.Captured());
        result.Compared(RowResult.Captured, captured.Check().Agrees(plain.Check(), 1e-5));
        result.Sides[RowResult.Gradus] = Allocated(plain);
        result.Sides[RowResult.Captured] = Allocated(captured);
        return result;
    }

    private static Timing Allocated(Side side)
    {
        // Until nothing is compiled any more, and the list of losses has its size.
        side.Seconds(10 * Steps);
        return Timing.Of(Enumerable.Range(0, 5).Select(_ =>
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            side.Seconds(Steps);
            return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Steps;
        }));
    }
}
