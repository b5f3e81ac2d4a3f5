using Gradus.Backends;
using Gradus.Loops;

namespace Gradus;

/// <summary>What the runs of a thread did, from <see cref="Execution.Watch"/> to <see cref="Dispose"/>.</summary>
public sealed class RunLog : IDisposable
{
    /// <summary>One step of a run: a fused loop, or a kernel that computes one thing.</summary>
    /// <param name="Kind">loop, product, place (parts put together), gather, accumulate.</param>
    /// <param name="Ops">The ops computed by it, in order; a thin matrix product is the Mul and MultiplyAdd it became.</param>
    /// <param name="Text">In words; of a loop every instruction, with its loads and stores.</param>
    public sealed record Step(string Kind, IReadOnlyList<string> Ops, string Text)
    {
        public override string ToString() => Ops.Count == 0 ? Kind : $"{Kind}: {string.Join(", ", Ops)}";
    }

    private readonly RunLog? outer;
    private readonly List<IReadOnlyList<Step>> runs = [];

    internal RunLog()
    {
        outer = RunContext.Current.Watcher;
        RunContext.Current.Watcher = this;
    }

    /// <summary>The steps of each run, in order. The exact backend has no plans and is not seen.</summary>
    public IReadOnlyList<IReadOnlyList<Step>> Runs => runs;

    internal void Add(Plan plan) =>
        runs.Add(Array.ConvertAll(plan.Steps, step => new Step(step.Kind, [.. step.Ops.Select(op => op.Name)], step.Describe())));

    /// <summary>A line for each step, an empty one between runs.</summary>
    public override string ToString() => string.Join("\n\n", runs.Select(steps => string.Join('\n', steps)));

    public void Dispose() => RunContext.Current.Watcher = outer;
}
