namespace Gradus.Bench;

/// <summary>The most memory that the process has at one time.</summary>
internal sealed class FitMemory(Publication publication)
    : FitProcess(publication, "process start to fitted model, peak memory", "MiB")
{
    protected override Timing[] Measure(ProcessSide[] programs, Effort effort) => Array.ConvertAll(
        programs,
        program => Timing.Of(Enumerable.Range(0, effort.IsQuick ? 1 : 5).Select(_ => program.PeakBytes() / 1048576.0)));
}
