namespace Gradus.Bench;

/// <summary>The one assembly of the library, as IL.</summary>
internal sealed class CoreSize : Row
{
    public override string Name => "deployed size, the core's IL assembly";

    public override RowResult Measure(Effort effort) => new(Name, "MB")
    {
        Sides = { [RowResult.Gradus] = Timing.Of([new FileInfo(typeof(Tensor).Assembly.Location).Length / 1e6]) },
    };
}
