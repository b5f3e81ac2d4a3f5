using System.Reflection.Emit;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>What begins with each row, and rows so short that they are written out.</summary>
internal sealed partial class KernelWriter
{
    // By instruction and first byte of the row.
    private readonly Dictionary<(int Index, int First), LocalBuilder> columnSums = [];
    private readonly Dictionary<(int Index, int First), LocalBuilder> columnValues = [];

    // Sums along short rows wait until there are some to fold together. Folding is a call; nothing that the rows need in
    // registers lives across it.
    private void WriteGroupsOfRows(Instruction[] work, Instruction[] sums)
    {
        var next = il.DefineLabel();
        var done = il.DefineLabel();
        Zero(group);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, group);
        il.Emit(OpCodes.Ldarg, 4);
        il.Emit(OpCodes.Bge, done);
        il.Emit(OpCodes.Ldloc, group);
        il.Emit(OpCodes.Stloc, row);
        il.Emit(OpCodes.Ldloc, group);
        il.Emit(OpCodes.Ldc_I4, KernelTable.RowsPerFold);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldarg, 4);
        il.Emit(OpCodes.Call, ((Func<nint, nint, nint>)Math.Min).Method);
        il.Emit(OpCodes.Stloc, lastRow);
        OpenShortRows(work);
        WriteRows(work, () =>
        {
            foreach (var sum in sums)
            {
                accumulators[sum.Index] ??= il.DeclareLocal(LaneCode.Of(sum.Lane).Type);
                ResetLanes((ReduceInstruction)sum);
            }
            WriteRow(work);
            foreach (var sum in sums) KeepLanes(sum);
        });
        CloseColumnSums(work);
        foreach (var sum in sums) WriteFoldOfRows((ReduceInstruction)sum);
        il.Emit(OpCodes.Ldloc, lastRow);
        il.Emit(OpCodes.Stloc, group);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(done);
    }

    // Of rows that are written out, what is the same for all.
    private void OpenShortRows(Instruction[] work)
    {
        if (table.FixedColumns == 0) return;
        OpenUniforms(work);
        OpenColumnSums(work);
        OpenColumnValues(work);
    }

    // What is the same for all rows of so few columns is read once.
    private void OpenColumnValues(Instruction[] work)
    {
        columnValues.Clear();
        foreach (var argument in work.SelectMany(table.Reads).Distinct())
        {
            if (argument is not LoadInstruction { Extent: Extent.Column } load) continue;
            ForFixedVectors(() =>
            {
                isRest = fixedCount is not null;
                Read(load);
                var local = il.DeclareLocal(LaneCode.Of(TypeOf(load)).Type);
                il.Emit(OpCodes.Stloc, local);
                columnValues[(load.Index, fixedAt!.Value)] = local;
            });
        }
    }

    // The vectors of a row that is written out: positions, and the elements of the last vector, are constants.
    private void ForFixedVectors(Action write)
    {
        var (bytes, first) = (table.FixedColumns * size, 0);
        for (; first < bytes; first += 64)
        {
            (fixedAt, fixedCount) = (first, bytes - first < 64 ? (bytes - first) / size : null);
            write();
        }
        (fixedAt, fixedCount) = (null, null);
    }

    // The lanes of the current row's sum, until they are folded.
    private void KeepLanes(Instruction sum)
    {
        il.Emit(OpCodes.Ldloc, rests[sum.Index]!);
        ScratchPointer(table.Of(sum) + 1);
        il.Emit(OpCodes.Ldloc, row);
        il.Emit(OpCodes.Ldloc, group);
        il.Emit(OpCodes.Sub);
        Scale(64);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, LaneCode.Of(sum.Lane).Store);
    }

    private void WriteFoldOfRows(ReduceInstruction sum)
    {
        ScratchPointer(table.Of(sum) + 1);
        il.Emit(OpCodes.Ldloc, lastRow);
        il.Emit(OpCodes.Ldloc, group);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Ldloc, pointers[sum.Index]!);
        il.Emit(OpCodes.Ldloc, group);
        Scale(size);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, sum.Op.FoldMany(sum.Lane));
    }

    private void WriteFixedRow(Instruction[] work)
    {
        // All vectors are whole.
        if (table.FixedColumns * size % 64 == 0)
        {
            ForFixedVectors(() => WriteBody(work, isRowsPass: false, isRest: false));
            MoveSums(work, accumulators, rests);
            return;
        }
        ForFixedVectors(() =>
        {
            var isLast = fixedCount is not null;
            if (isLast) MoveSums(work, accumulators, rests);
            WriteBody(work, isRowsPass: false, isRest: isLast);
        });
    }

    // Sums over rows of so few columns stay in registers, one variable for each vector: through memory each row would wait for
    // the one before.
    private void OpenColumnSums(Instruction[] work) => ForColumnSums(work, (sum, first, code) =>
    {
        ColumnSumPointer(sum, first);
        il.Emit(OpCodes.Call, code.Load);
        var local = il.DeclareLocal(code.Type);
        il.Emit(OpCodes.Stloc, local);
        columnSums[(sum.Index, first)] = local;
    });

    private void CloseColumnSums(Instruction[] work) => ForColumnSums(work, (sum, first, code) =>
    {
        il.Emit(OpCodes.Ldloc, columnSums[(sum.Index, first)]);
        ColumnSumPointer(sum, first);
        il.Emit(OpCodes.Call, code.Store);
    });

    private void ForColumnSums(Instruction[] work, Action<Instruction, int, LaneCode> write)
    {
        foreach (var instruction in work)
        {
            if (instruction is not ReduceInstruction { Direction: Direction.OverRows }) continue;
            for (var first = 0; first < table.FixedColumns * size; first += 64)
                write(instruction, first, LaneCode.Of(instruction.Lane));
        }
    }

    private void ColumnSumPointer(Instruction sum, int first)
    {
        il.Emit(OpCodes.Ldloc, pointers[sum.Index]!);
        il.Emit(OpCodes.Ldc_I4, first);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    // Where the current row starts in each full value.
    private void StartRows(Instruction[] work)
    {
        foreach (var instruction in work)
        {
            foreach (var argument in table.Reads(instruction))
                if (argument.Extent == Extent.Full && pointers[argument.Index] is not null) StartRow(argument);
            if (instruction.Extent == Extent.Full && pointers[instruction.Index] is not null) StartRow(instruction);
        }
        StartRowsAhead();
    }

    // What is fixed along the current row, in every lane.
    private void RepeatRowValues(Instruction[] work)
    {
        foreach (var instruction in work)
        {
            foreach (var argument in table.Reads(instruction))
                if (argument.Extent == Extent.Row && !Array.Exists(work, other => other == argument)) RepeatRowValue(argument);
        }
    }

    private void StartRow(Instruction instruction)
    {
        rowPointers[instruction.Index] ??= il.DeclareLocal(typeof(nint));
        il.Emit(OpCodes.Ldloc, pointers[instruction.Index]!);
        il.Emit(OpCodes.Ldloc, row);
        if (instruction is LoadInstruction { IsStaged: false }) Parameter(table.Of(instruction) + 2);
        else
        {
            Parameter(0);
            Scale(instruction is StoreInstruction store ? store.DType.Size : size);
        }
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, rowPointers[instruction.Index]!);
    }

    private void RepeatRowValue(Instruction argument)
    {
        var code = LaneCode.Of(TypeOf(argument));
        rowValues[argument.Index] ??= il.DeclareLocal(code.Type);
        il.Emit(OpCodes.Ldloc, pointers[argument.Index]!);
        il.Emit(OpCodes.Ldloc, row);
        var isInMemory = argument is LoadInstruction { IsStaged: false };
        if (isInMemory)
        {
            Parameter(table.Of(argument) + 2);
            il.Emit(OpCodes.Mul);
        }
        else Scale(size);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Call, isInMemory && argument.Lane.IsMask ? code.RepeatBool : code.Repeat);
        il.Emit(OpCodes.Stloc, rowValues[argument.Index]!);
    }
}
