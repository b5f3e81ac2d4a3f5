using System.Reflection;
using System.Reflection.Emit;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>
/// What a pass asks for before it is needed: while a pass computes, nothing else brings memory in for the others.
/// </summary>
internal sealed partial class KernelWriter
{
    private static readonly unsafe MethodInfo Prefetch = ((Prefetches)LaneCode.Prefetch).Method;

    // Loads whose next block the current pass asks for, and what the next pass over this block writes.
    private LoadInstruction[] readAhead = [];
    private StoreInstruction[] writtenAhead = [];

    private unsafe delegate void Prefetches(byte* at);

    // The heaviest pass over columns, the last one where some are equal, has time for what the first one reads from the next
    // block. Lines that are there already are written without a wait.
    private void PlanAhead(Instruction[][] phases, int phase)
    {
        (readAhead, writtenAhead) = ([], []);
        if (phase % 2 != 0) return;
        var heaviest = Enumerable.Range(0, phases.Length).Where(other => other % 2 == 0)
            .MaxBy(other => (phases[other].Sum(KernelTable.WeightOf), other));
        if (phase == heaviest && phase > 0 && !table.IsWhole)
        {
            readAhead = [.. phases[0].SelectMany(table.Reads).OfType<LoadInstruction>().Distinct()
                .Where(load => load.Extent == Extent.Full && KernelTable.AccessOf(load) == Access.Contiguous)];
        }
        if (phase + 2 < phases.Length)
        {
            writtenAhead = [.. phases[phase + 2].OfType<StoreInstruction>()
                .Where(store => store.Extent == Extent.Full && store.DType != DType.Bool)];
        }
    }

    private void StartRowsAhead()
    {
        foreach (var load in readAhead) StartRow(load);
        foreach (var store in writtenAhead) StartRow(store);
    }

    private void WriteAhead()
    {
        foreach (var store in writtenAhead)
        {
            Position(store, Access.Contiguous);
            il.Emit(OpCodes.Call, Prefetch);
        }
        foreach (var load in readAhead)
        {
            // The same place in the next block of rows.
            Position(load, Access.Contiguous);
            il.Emit(OpCodes.Ldarg, 4);
            Parameter(table.Of(load) + 2);
            il.Emit(OpCodes.Mul);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, Prefetch);
        }
    }
}
