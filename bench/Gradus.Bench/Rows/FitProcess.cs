namespace Gradus.Bench;

/// <summary>
/// A whole process that fits the tutorial's model (gd-autograd, float32, the library alone) and ends. Beside it libtorch's twin,
/// and as the limit the same program when it ends at once.
/// </summary>
internal abstract class FitProcess(Publication publication, string measured, string unit) : Row
{
    public sealed override string Name => $"{measured}, {publication.Name}";

    public sealed override RowResult Measure(Effort effort)
    {
        var result = new RowResult(Name, unit);
        var sides = new OrderedDictionary<string, (ProcessSide Side, Checksum Check)>();
        foreach (var (name, program) in new[] { (RowResult.Gradus, publication), ("libtorch", Publication.LibTorch) })
        {
            try
            {
                var side = new ProcessSide(program.Ready(effort).Program);
                sides[name] = (side, side.Check());
            }
            catch (Exception exception)
            {
                result.Failed(name, exception);
            }
        }
        if (!sides.TryGetValue(RowResult.Gradus, out var gradus)) return result;
        foreach (var (name, (_, check)) in sides.Skip(1)) result.Compared(name, check.Agrees(gradus.Check, 1e-4));
        var empty = new ProcessSide(publication.Program, "nothing");
        var timings = Measure([.. sides.Values.Select(side => side.Side), empty], effort);
        foreach (var (name, timing) in sides.Keys.Zip(timings)) result.Sides[name] = timing;
        result.Limit = timings[^1].Least;
        return result;
    }

    /// <summary>Of each program, in the row's unit.</summary>
    protected abstract Timing[] Measure(ProcessSide[] programs, Effort effort);
}
