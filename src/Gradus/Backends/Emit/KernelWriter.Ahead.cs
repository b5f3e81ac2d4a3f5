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

    // Which half of the next block the pass asks for, where it does not ask for all of it.
    private int? half;

    // Where the current row's share of the next block starts.
    private readonly Dictionary<int, LocalBuilder> aheadPointers = [];

    private unsafe delegate void Prefetches(byte* at);

    // Two passes over columns ask for half of the next block each, so that memory works all the time. Of more than two the
    // heaviest asks, the last one where some are equal: it has time for it. Lines that are there already are written without a
    // wait.
    private void PlanAhead(Instruction[][] phases, int phase)
    {
        (readAhead, writtenAhead, half) = ([], [], null);
        if (phase % 2 != 0) return;
        int[] passes = [.. Enumerable.Range(0, phases.Length).Where(other => other % 2 == 0 && phases[other].Length > 0)];
        if (passes.Length == 2) half = Array.IndexOf(passes, phase);
        var heaviest = passes.MaxBy(other => (phases[other].Sum(KernelTable.WeightOf), other));
        if ((half is not null || (phase == heaviest && phase > 0)) && !table.IsWhole)
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
        foreach (var load in readAhead) StartRowAhead(load);
        foreach (var store in writtenAhead) StartRow(store);
    }

    // The same row of the next block, rows + row; or in its half of that, where a pass gets on half as fast,
    // ((2 + half) * rows + row) / 2.
    private void StartRowAhead(LoadInstruction load)
    {
        if (!aheadPointers.TryGetValue(load.Index, out var pointer))
            aheadPointers[load.Index] = pointer = il.DeclareLocal(typeof(nint));
        il.Emit(OpCodes.Ldloc, pointers[load.Index]!);
        il.Emit(OpCodes.Ldarg, 4);
        Scale(half is null ? 1 : 2 + half.Value);
        il.Emit(OpCodes.Ldloc, row);
        il.Emit(OpCodes.Add);
        Parameter(table.Of(load) + 2);
        il.Emit(OpCodes.Mul);
        Halve();
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, pointer);
    }

    private void Halve()
    {
        if (half is null) return;
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Shr);
    }

    private void WriteAhead()
    {
        foreach (var store in writtenAhead)
        {
            Position(store, Access.Contiguous);
            il.Emit(OpCodes.Call, Prefetch);
        }
        // At half the speed only every second vector comes to another line.
        if (half is not null && fixedAt is { } known && known % 128 != 0) return;
        foreach (var load in readAhead)
        {
            il.Emit(OpCodes.Ldloc, aheadPointers[load.Index]);
            At();
            Halve();
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, Prefetch);
        }
    }
}
