using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// Everything that is known about a graph before its numbers are: buffers and steps. Immutable, shared by all threads.
/// </summary>
internal sealed class Plan(Step[] steps, PlanBuffer[] buffers, int leaves, int[] outputs, long[] constants)
{
    public readonly Step[] Steps = steps;

    /// <summary>The table of arrays: the leaves first, then outputs and temporaries.</summary>
    public readonly PlanBuffer[] Buffers = buffers;

    public readonly int Leaves = leaves;

    /// <summary>The buffer of each output, in the order of the nodes.</summary>
    public readonly int[] Outputs = outputs;

    /// <summary>Numbers of the plan's own, in the bits of their lanes: they come behind those that a run binds.</summary>
    public readonly long[] Constants = constants;

    /// <summary>How a backend runs each step; filled in when a step first runs or is compiled.</summary>
    public readonly object?[] Programs = new object?[steps.Length];

    /// <summary>How often it has been run; runs at the same time may count as one.</summary>
    public int Runs;

    /// <summary>What a run gives away: it takes an array of its own for each.</summary>
    public readonly int[] Given = Select(buffers, buffer => buffer is { IsOutput: true, IsLarge: false });

    /// <summary>Large ones, for which it takes arrays that no value needs any more.</summary>
    public readonly int[] GivenLarge = Select(buffers, buffer => buffer is { IsOutput: true, IsLarge: true });

    private readonly int[] kept = Select(buffers, buffer => !buffer.IsLeaf && IsSmall(buffer));

    // Temporaries this small stay with the plan; larger ones come from the thread's shelf, so that an idle plan holds no memory.
    private const int MostKept = 1 << 14;

    private Array[]? workspace;

    /// <summary>The large temporaries of each step: those it is the first to use, and those it is the last to use.</summary>
    public readonly (int[] First, int[] Last)[] Large = FindLarge(steps.Length, buffers);

    public readonly bool HasLarge = Array.Exists(buffers, IsLargeTemporary);

    private readonly Dictionary<int, int> misses = [];

    /// <summary>
    /// Places in the graph of values that most runs of this plan have computed in vain, because a later run needed them again: a
    /// plan for the same graph should keep them.
    /// </summary>
    public int[] Missed { get; private set; } = [];

    /// <summary>A later run has to compute again what a run of this plan has not kept.</summary>
    public void Miss(int place)
    {
        lock (misses)
        {
            var times = misses[place] = misses.GetValueOrDefault(place) + 1;
            if (times > 1 && 2 * times > Runs && !Missed.Contains(place)) Missed = [.. Missed, place];
        }
    }

    private static int[] Select(PlanBuffer[] buffers, Predicate<PlanBuffer> condition) =>
        [.. Enumerable.Range(0, buffers.Length).Where(i => condition(buffers[i]))];

    private static bool IsLargeTemporary(PlanBuffer buffer) => buffer is { IsLeaf: false, IsOutput: false } && !IsSmall(buffer);

    private static bool IsSmall(PlanBuffer buffer) => !buffer.IsOutput && buffer.Length * buffer.DType.Size <= MostKept;

    private static (int[] First, int[] Last)[] FindLarge(int steps, PlanBuffer[] buffers)
    {
        var large = new (int[] First, int[] Last)[steps];
        Array.Fill(large, ([], []));
        foreach (var i in Select(buffers, IsLargeTemporary))
        {
            var (first, last) = (buffers[i].FirstStep, buffers[i].LastStep);
            large[first].First = [.. large[first].First, i];
            large[last].Last = [.. large[last].Last, i];
        }
        return large;
    }

    /// <summary>Lends the small temporaries to a run, or to a captured step for good. A run beside it makes its own.</summary>
    public Array[] TakeWorkspace(object[] arrays)
    {
        var taken = Interlocked.Exchange(ref workspace, null)
            ?? Array.ConvertAll(kept, i => Storage.Allocate(Buffers[i].DType, Buffers[i].Length));
        for (var i = 0; i < kept.Length; i++) arrays[kept[i]] = taken[i];
        return taken;
    }

    public void ReturnWorkspace(Array[] taken) => workspace = taken;

    public string Describe() => string.Join('\n', Steps.Select(step => step.Describe()));
}
