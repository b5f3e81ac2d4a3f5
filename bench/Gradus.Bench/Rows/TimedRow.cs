using MathNet.Numerics;
using NumSharp;

namespace Gradus.Bench;

/// <summary>
/// A row whose sides do the same work in turn. A side is made ready, its first result is compared, and then it is measured; null
/// is a side that the row does not have.
/// </summary>
internal abstract class TimedRow : Row
{
    /// <summary>For every side, and for the limit.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    public sealed override string Name => Threads == Environment.ProcessorCount ? Title : $"{Title}, {Threads} thread";

    protected abstract string Title { get; }

    protected abstract Work Work { get; }

    /// <summary>How far sums may differ, relative to the sum of sizes: what other orders of adding make in float32.</summary>
    protected virtual double Tolerance => 1e-5;

    public abstract Side? Gradus();

    public virtual Side? Captured() => null;

    /// <summary>What a careful person would write in C# without any library.</summary>
    public virtual Side? ByHand() => null;

    public virtual Side? LibTorch() => null;

    public virtual Side? NumPy() => null;

    public virtual Side? NumSharp() => null;

    public virtual Side? MathNet() => null;

    public sealed override RowResult Measure(Effort effort)
    {
        var result = new RowResult(Name, "us") { Threads = Threads };
        Flags.Threads = Threads;
        np.multithreading(Threads > 1, Threads);
        Control.MaxDegreeOfParallelism = Threads;
        var sides = new List<(string Name, Side Side, Checksum Check)>();
        foreach (var (name, make) in Makers())
        {
            try
            {
                if (make() is { } side) sides.Add((name, side, side.Check()));
            }
            catch (Exception exception)
            {
                result.Failed(name, exception);
            }
        }
        foreach (var (name, _, check) in sides.Skip(1)) result.Compared(name, check.Agrees(sides[0].Check, Tolerance));
        var (limit, least) = (new Limit(Work, Threads), double.PositiveInfinity);
        var timings = Rounds.Run(sides.Select(side => side.Side), effort, () => least = Math.Min(least, limit.Microseconds()));
        foreach (var (side, timing) in sides.Zip(timings)) result.Sides[side.Name] = timing;
        result.Limit = least;
        return result;
    }

    protected Side Python(string source) => new NumPySide(source, Threads);

    // In the order of the table.
    private (string Name, Func<Side?> Make)[] Makers() =>
    [
        (RowResult.Gradus, Gradus),
        (RowResult.Captured, Captured),
        ("libtorch", () =>
        {
            TorchLibrary.Use(Threads);
            var side = LibTorch();
            side?.Rest = TorchLibrary.Rest;
            return side;
        }),
        ("numpy", NumPy),
        ("numsharp", NumSharp),
        ("mathnet", MathNet),
        ("by hand", ByHand),
    ];
}
