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

    public int Runs;

    // Temporaries this small stay with the plan; larger ones come from the thread's shelf, so that an idle plan holds no memory.
    private const int MostKept = 1 << 14;

    private Array?[]? workspace;

    /// <summary>The large temporaries of each step: those it is the first to use, and those it is the last to use.</summary>
    public readonly (int[] First, int[] Last)[] Large = FindLarge(steps.Length, buffers);

    private static bool IsSmall(PlanBuffer buffer) => !buffer.IsOutput && buffer.Length * buffer.DType.Size <= MostKept;

    private static (int[] First, int[] Last)[] FindLarge(int steps, PlanBuffer[] buffers)
    {
        var large = new (int[], int[])[steps];
        for (var step = 0; step < steps; step++)
            large[step] = (Find(buffer => buffer.FirstStep == step), Find(buffer => buffer.LastStep == step));
        return large;

        int[] Find(Predicate<PlanBuffer> uses) =>
            [.. Enumerable.Range(0, buffers.Length).Where(
                i => !buffers[i].IsOutput && !buffers[i].IsLeaf && !IsSmall(buffers[i]) && uses(buffers[i]))];
    }

    /// <summary>Lends the small temporaries to a run. A run beside it makes its own.</summary>
    public Array?[] TakeWorkspace(object[] arrays)
    {
        var taken = Interlocked.Exchange(ref workspace, null);
        if (taken is null)
        {
            taken = new Array?[Buffers.Length];
            for (var i = Leaves; i < taken.Length; i++)
                if (IsSmall(Buffers[i])) taken[i] = Storage.Allocate(Buffers[i].DType, Buffers[i].Length);
        }
        for (var i = Leaves; i < taken.Length; i++)
            if (taken[i] is { } array) arrays[i] = array;
        return taken;
    }

    public void ReturnWorkspace(Array?[] taken) => workspace = taken;

    public string Describe() => string.Join('\n', Steps.Select(step => step.Describe()));
}
