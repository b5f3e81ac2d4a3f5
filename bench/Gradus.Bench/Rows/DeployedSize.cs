namespace Gradus.Bench;

/// <summary>The files that a program needs beside the runtime, without debug symbols.</summary>
internal sealed class DeployedSize(Publication publication) : Row
{
    public override string Name => $"deployed size, {publication.Name}";

    public override RowResult Measure(Effort effort)
    {
        var result = new RowResult(Name, "MB");
        foreach (var (name, program) in new[] { (RowResult.Gradus, publication), ("libtorch", Publication.LibTorch) })
        {
            try
            {
                result.Sides[name] = Timing.Of([program.Ready(effort).Bytes / 1e6]);
            }
            catch (AbsentException exception)
            {
                result.Failed(name, exception);
            }
        }
        return result;
    }
}
