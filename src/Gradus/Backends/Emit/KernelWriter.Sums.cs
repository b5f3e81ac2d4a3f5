using System.Reflection.Emit;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>What a loop sums up: along a row, over the rows, and over everything.</summary>
internal sealed partial class KernelWriter
{
    private void WriteSum(ReduceInstruction reduce)
    {
        var code = LaneCode.Of(reduce.Lane);
        var sums = isRest ? rests : accumulators;
        il.Emit(OpCodes.Ldloc, sums[reduce.Index]!);
        Value(reduce.Arguments[0], reduce.Lane.Number);
        if (isRest)
        {
            il.Emit(OpCodes.Call, reduce.Op.Identity(reduce.Lane));
            Count();
            il.Emit(OpCodes.Call, code.Keep);
        }
        il.Emit(OpCodes.Call, reduce.Op.Formula(reduce.Lane));
        il.Emit(OpCodes.Stloc, sums[reduce.Index]!);
    }

    // The accumulators are padded to whole vectors, so a last vector may add what it likes behind the last column.
    private void WriteColumnSum(ReduceInstruction reduce)
    {
        if (fixedAt is { } first)
        {
            il.Emit(OpCodes.Ldloc, columnSums[(reduce.Index, first)]);
            Value(reduce.Arguments[0], reduce.Lane.Number);
            il.Emit(OpCodes.Call, reduce.Op.Formula(reduce.Lane));
            il.Emit(OpCodes.Stloc, columnSums[(reduce.Index, first)]);
            return;
        }
        var code = LaneCode.Of(reduce.Lane);
        Position(reduce, Access.StagedLanes);
        il.Emit(OpCodes.Call, code.Load);
        Value(reduce.Arguments[0], reduce.Lane.Number);
        il.Emit(OpCodes.Call, reduce.Op.Formula(reduce.Lane));
        Position(reduce, Access.StagedLanes);
        il.Emit(OpCodes.Call, code.Store);
    }

    private static bool IsTotal(Instruction instruction) => instruction is ReduceInstruction { Direction: Direction.All };

    // Totals stay in a register for the whole pass; those of a whole loop begin and end there.
    private void OpenAccumulators(Instruction[] work)
    {
        foreach (var instruction in work)
        {
            if (!IsTotal(instruction)) continue;
            var total = (ReduceInstruction)instruction;
            var code = LaneCode.Of(total.Lane);
            accumulators[total.Index] = il.DeclareLocal(code.Type);
            if (table.IsWhole)
            {
                ResetLanes(total);
                continue;
            }
            il.Emit(OpCodes.Ldloc, pointers[total.Index]!);
            il.Emit(OpCodes.Call, code.Load);
            il.Emit(OpCodes.Stloc, accumulators[total.Index]!);
        }
    }

    private void CloseAccumulators(Instruction[] work)
    {
        foreach (var instruction in work)
        {
            if (!IsTotal(instruction)) continue;
            var total = (ReduceInstruction)instruction;
            il.Emit(OpCodes.Ldloc, rests[total.Index]!);
            if (table.IsWhole) TotalPointer(Array.IndexOf(table.Totals, total) * 64);
            else il.Emit(OpCodes.Ldloc, pointers[total.Index]!);
            il.Emit(OpCodes.Call, LaneCode.Of(total.Lane).Store);
        }
    }

    // What a whole loop has summed up: folded, those of one kind together, and written to where it belongs.
    private void WriteTotals()
    {
        for (var (first, next) = (0, 0); first < table.Totals.Length; first = next)
        {
            var kind = table.Totals[first];
            while (next < table.Totals.Length && KernelTable.AreFoldedTogether(kind, table.Totals[next])) next++;
            TotalPointer(first * 64);
            il.Emit(OpCodes.Ldc_I4, next - first);
            TotalPointer(table.FoldedAt);
            il.Emit(OpCodes.Call, kind.Op.FoldMany(kind.Lane));
            foreach (var instruction in loop.Instructions)
            {
                if (instruction is not StoreInstruction { Arguments: [ReduceInstruction total] } store) continue;
                var index = Array.IndexOf(table.Totals, total);
                if (index >= first && index < next) WriteTotal(store, table.FoldedAt + (index - first) * size);
            }
        }
    }

    private void WriteTotal(StoreInstruction store, int foldedAt)
    {
        ArrayReference(table.Of(store) + 1, table.Of(store));
        TotalPointer(foldedAt);
        if (store.DType == DType.Bool)
        {
            // The lowest bit of a mask tells.
            il.Emit(OpCodes.Ldind_I1);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.And);
            il.Emit(OpCodes.Stind_I1);
            return;
        }
        il.Emit(size == 4 ? OpCodes.Ldind_I4 : OpCodes.Ldind_I8);
        il.Emit(size == 4 ? OpCodes.Stind_I4 : OpCodes.Stind_I8);
    }

    private void TotalPointer(int offset)
    {
        ScratchPointer(table.TotalsAt);
        il.Emit(OpCodes.Ldc_I4, offset);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    private void ResetSum(ReduceInstruction sum)
    {
        accumulators[sum.Index] ??= il.DeclareLocal(LaneCode.Of(sum.Lane).Type);
        totals[sum.Index] ??= il.DeclareLocal(IsFloating(sum) ? typeof(double) : typeof(long));
        ResetLanes(sum);
        il.Emit(OpCodes.Call, sum.Op.TotalIdentity(sum.Lane));
        il.Emit(OpCodes.Stloc, totals[sum.Index]!);
    }

    private static bool IsFloating(Instruction sum) => sum.Lane is Lane.Float32 or Lane.Float64;

    private void ResetLanes(ReduceInstruction sum)
    {
        il.Emit(OpCodes.Call, sum.Op.Identity(sum.Lane));
        il.Emit(OpCodes.Stloc, accumulators[sum.Index]!);
    }

    private void FoldSum(ReduceInstruction sum)
    {
        il.Emit(OpCodes.Ldloc, rests[sum.Index]!);
        il.Emit(OpCodes.Ldloc, totals[sum.Index]!);
        il.Emit(OpCodes.Call, sum.Op.Fold(sum.Lane));
        il.Emit(OpCodes.Stloc, totals[sum.Index]!);
        ResetLanes(sum);
    }

    private void StoreSum(ReduceInstruction sum)
    {
        il.Emit(OpCodes.Ldloc, pointers[sum.Index]!);
        il.Emit(OpCodes.Ldloc, row);
        Scale(size);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldloc, totals[sum.Index]!);
        WriteTotal(sum.Lane);
    }

    // The total on the stack to the address below it.
    private void WriteTotal(Lane lane)
    {
        switch (lane)
        {
            case Lane.Float32:
                il.Emit(OpCodes.Conv_R4);
                il.Emit(OpCodes.Stind_R4);
                break;
            case Lane.Float64:
                il.Emit(OpCodes.Stind_R8);
                break;
            default:
                if (size == 4) il.Emit(OpCodes.Conv_I4);
                il.Emit(size == 4 ? OpCodes.Stind_I4 : OpCodes.Stind_I8);
                break;
        }
    }
}
