namespace Gradus.Bench;

/// <summary>From the start of the process to its end.</summary>
internal sealed class FitTime(Publication publication) : FitProcess(publication, "process start to fitted model", "ms")
{
    protected override Timing[] Measure(ProcessSide[] programs, Effort effort) =>
        Array.ConvertAll(Rounds.Run(programs, effort, beside: () => { }), timing => timing.Per(1000));
}
