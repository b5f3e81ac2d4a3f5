using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>
/// Writes the code of a loop. It names no op: it calls the formulas, closed over vectors, and the JIT inlines them. Each pass is
/// written twice, for whole vectors and for the rest of a row.
/// </summary>
[RequiresDynamicCode("Emits a method for each loop.")]
internal sealed partial class KernelWriter
{
    private static readonly MethodInfo DataReference = ((ArrayData)Storage.Bytes).Method;

    private delegate ref byte ArrayData(object array);

    private readonly Loop loop;
    private readonly KernelTable table;
    private readonly DynamicMethod method;
    private readonly ILGenerator il;
    private readonly int size;

    // One element: what is read is repeated, which takes no look at how much there is.
    private readonly bool isSingle;

    // For each instruction: its start in memory or scratch for this block, and for the current row; its vector if it is uniform,
    // or fixed along the row; what it has summed.
    private readonly LocalBuilder?[] pointers;
    private readonly LocalBuilder?[] rowPointers;
    private readonly LocalBuilder?[] values;
    private readonly LocalBuilder?[] rowValues;
    private readonly LocalBuilder?[] accumulators;

    // The sums once more, from the last whole vector on: a variable that lives across a call, as the rest of a row makes some,
    // would be stored at every turn of the loop before it.
    private readonly LocalBuilder?[] rests;
    private readonly LocalBuilder?[] totals;

    // Inside a pass: the position in bytes and in elements, the end in bytes, the row, the elements of a last vector.
    private readonly LocalBuilder at;
    private readonly LocalBuilder end;
    private readonly LocalBuilder row;
    private readonly LocalBuilder count;
    private readonly LocalBuilder tile;

    // The position and the count where they are known.
    private int? fixedAt;
    private int? fixedCount;

    public KernelWriter(Loop loop, KernelTable table)
    {
        this.loop = loop;
        this.table = table;
        size = loop.Instructions[0].Lane.Size;
        isSingle = table.IsWhole && loop.Elements == 1;
        method = new DynamicMethod(
            "Loop", typeof(void), [typeof(byte).MakeByRefType(), typeof(object[]), typeof(long[]), typeof(nint), typeof(nint),
                typeof(long[])],
            typeof(KernelWriter).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        il = method.GetILGenerator();
        var length = loop.Instructions.Length;
        (pointers, rowPointers, values) = (new LocalBuilder?[length], new LocalBuilder?[length], new LocalBuilder?[length]);
        rowValues = new LocalBuilder?[length];
        (accumulators, rests, totals) = (new LocalBuilder?[length], new LocalBuilder?[length], new LocalBuilder?[length]);
        at = il.DeclareLocal(typeof(nint));
        end = il.DeclareLocal(typeof(nint));
        row = il.DeclareLocal(typeof(nint));
        count = il.DeclareLocal(typeof(int));
        tile = il.DeclareLocal(typeof(nint));
    }

    public static Access AccessOf(LoadInstruction load)
    {
        if (load.IsStaged) return Access.StagedLanes;
        var stride = load.Extent == Extent.Row ? load.RowStride : load.ColumnStride;
        if (load.Lane.IsMask) return stride == 1 ? Access.Bools : Access.StagedLanes;
        return stride switch { 1 => Access.Contiguous, 2 => Access.Pairs, _ => Access.Strided };
    }

    public Kernel Write()
    {
        foreach (var instruction in loop.Instructions) WriteStart(instruction);
        var last = 0;
        foreach (var instruction in loop.Instructions) last = Math.Max(last, instruction.Phase);
        for (var phase = 0; phase <= last; phase++)
        {
            var work = Array.FindAll(loop.Instructions, instruction => instruction.Phase == phase && DoesWork(instruction));
            if (work.Length == 0) continue;
            if (phase % 2 == 0) WriteColumnsPass(work);
            else WriteRowsPass(work);
        }
        if (table.IsWhole) WriteTotals();
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Kernel>();
    }

    private static bool DoesWork(Instruction instruction) => instruction switch
    {
        LoadInstruction or NumberInstruction or CastInstruction { Extent: Extent.Uniform } => false,
        StoreInstruction { Arguments: [ReduceInstruction { Direction: not Direction.AlongRow }] } => false,
        _ => true,
    };

    // Pointers and uniform values, once for a block.
    private void WriteStart(Instruction instruction)
    {
        var parameter = table.Of(instruction);
        switch (instruction)
        {
            case NumberInstruction or LoadInstruction { Extent: Extent.Uniform }:
                WriteUniform(instruction, parameter);
                break;
            case CastInstruction { Extent: Extent.Uniform } cast:
                WriteConversion(cast);
                KeepUniform(cast);
                break;
            case LoadInstruction { IsStaged: true }:
                KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
            case LoadInstruction load:
                KeepPointer(instruction, () =>
                {
                    ArrayPointer(parameter + 1, parameter);
                    if (load.Extent == Extent.Column) return;
                    // The block's first row.
                    il.Emit(OpCodes.Ldarg_3);
                    Parameter(parameter + 2);
                    il.Emit(OpCodes.Mul);
                    il.Emit(OpCodes.Add);
                });
                break;
            case StoreInstruction store when DoesWork(store):
                KeepPointer(instruction, () =>
                {
                    ArrayPointer(parameter + 1, parameter);
                    il.Emit(OpCodes.Ldarg_3);
                    if (store.Extent == Extent.Full)
                    {
                        Parameter(0);
                        il.Emit(OpCodes.Mul);
                    }
                    Scale(store.DType.Size);
                    il.Emit(OpCodes.Add);
                });
                break;
            case ReduceInstruction { Direction: not Direction.AlongRow }:
                if (!table.IsWhole) KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
            default:
                if (table.Crossing[instruction.Index]) KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
        }
    }

    private void WriteUniform(Instruction instruction, int parameter)
    {
        var code = LaneCode.Of(instruction.Lane);
        if (!table.IsWhole)
        {
            ScratchPointer(parameter);
            il.Emit(OpCodes.Call, code.Load);
        }
        else if (instruction is NumberInstruction)
        {
            il.Emit(OpCodes.Ldarg, 5);
            Parameter(parameter);
            il.Emit(OpCodes.Ldelem_I8);
            il.Emit(OpCodes.Call, code.RepeatBits);
        }
        else
        {
            ArrayPointer(parameter + 1, parameter);
            il.Emit(OpCodes.Call, instruction.Lane.IsMask ? code.RepeatBool : code.Repeat);
        }
        KeepUniform(instruction);
    }

    private void KeepUniform(Instruction instruction)
    {
        values[instruction.Index] = il.DeclareLocal(LaneCode.Of(instruction.Lane).Type);
        il.Emit(OpCodes.Stloc, values[instruction.Index]!);
    }

    private void KeepPointer(Instruction instruction, Action write)
    {
        write();
        pointers[instruction.Index] = il.DeclareLocal(typeof(byte).MakeByRefType());
        il.Emit(OpCodes.Stloc, pointers[instruction.Index]!);
    }

    private void Parameter(int index)
    {
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_I8);
        il.Emit(OpCodes.Conv_I);
    }

    private void ScratchPointer(int parameter)
    {
        il.Emit(OpCodes.Ldarg_0);
        Parameter(parameter);
        il.Emit(OpCodes.Add);
    }

    private void ArrayPointer(int slot, int offset)
    {
        il.Emit(OpCodes.Ldarg_1);
        Parameter(slot);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Call, DataReference);
        Parameter(offset);
        il.Emit(OpCodes.Add);
    }

    private void Scale(int factor)
    {
        if (factor == 1) return;
        il.Emit(OpCodes.Ldc_I4, factor);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Mul);
    }

    // Passes -----------------------------------------------------------------------------------------------------------------

    // Vectors of rows.
    private void WriteRowsPass(Instruction[] work)
    {
        OpenAccumulators(work);
        Zero(at);
        il.Emit(OpCodes.Ldarg, 4);
        Scale(size);
        il.Emit(OpCodes.Stloc, end);
        WriteVectors(work, isRowsPass: true);
        CloseAccumulators(work);
    }

    // Row by row, vectors of columns.
    private void WriteColumnsPass(Instruction[] work)
    {
        OpenAccumulators(work);
        OpenColumnSums(work);
        var next = il.DefineLabel();
        var done = il.DefineLabel();
        Zero(row);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, row);
        il.Emit(OpCodes.Ldarg, 4);
        il.Emit(OpCodes.Bge, done);
        WriteRowStart(work);
        var sums = Array.FindAll(work, instruction => instruction is ReduceInstruction { Direction: Direction.AlongRow });
        Zero(at);
        if (sums.Length == 0)
        {
            Parameter(0);
            Scale(size);
            il.Emit(OpCodes.Stloc, end);
            WriteVectors(work, isRowsPass: false);
        }
        else if (table.FoldsRows) WriteShortRow(work, sums);
        else WriteTiles(work, sums);
        // Totals of everything go on with the next row.
        MoveSums(Array.FindAll(work, IsTotal), rests, accumulators);
        Step(row, 1);
        if (table.FoldsRows)
            foreach (var sum in sums) WriteFoldOfRows(sum);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(done);
        if (table.FoldsRows)
            foreach (var sum in sums) WriteFoldOfLastRows(sum);
        CloseColumnSums(work);
        CloseAccumulators(work);
    }

    // Sums along a row are folded after every tile of columns.
    private void WriteTiles(Instruction[] work, Instruction[] sums)
    {
        foreach (var sum in sums) ResetSum((ReduceInstruction)sum);
        var next = il.DefineLabel();
        var done = il.DefineLabel();
        Zero(tile);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, tile);
        Parameter(0);
        il.Emit(OpCodes.Bge, done);
        Step(tile, Walk.WalkRowReduce.Tile);
        // The smaller of the tile's end and the row's, in bytes.
        il.Emit(OpCodes.Ldloc, tile);
        Parameter(0);
        il.Emit(OpCodes.Call, ((Func<nint, nint, nint>)Math.Min).Method);
        Scale(size);
        il.Emit(OpCodes.Stloc, end);
        WriteVectors(work, isRowsPass: false);
        foreach (var sum in sums) FoldSum((ReduceInstruction)sum);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(done);
        foreach (var sum in sums) StoreSum((ReduceInstruction)sum);
    }

    private void WriteVectors(Instruction[] work, bool isRowsPass)
    {
        if (isSingle)
        {
            MoveSums(work, accumulators, rests);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Stloc, count);
            WriteBody(work, isRowsPass, isRest: true);
            return;
        }
        if (!isRowsPass && table.FixedColumns > 0)
        {
            WriteFixedRow(work);
            return;
        }
        var next = il.DefineLabel();
        var rest = il.DefineLabel();
        var done = il.DefineLabel();
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, end);
        il.Emit(OpCodes.Ldloc, at);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Ldc_I4, 64);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Blt, rest);
        WriteBody(work, isRowsPass, isRest: false);
        Step(at, 64);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(rest);
        MoveSums(work, accumulators, rests);
        il.Emit(OpCodes.Ldloc, end);
        il.Emit(OpCodes.Ldloc, at);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Ldc_I4, size == 4 ? 2 : 3);
        il.Emit(OpCodes.Shr);
        il.Emit(OpCodes.Stloc, count);
        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ble, done);
        WriteBody(work, isRowsPass, isRest: true);
        il.Emit(OpCodes.Ldloc, end);
        il.Emit(OpCodes.Stloc, at);
        il.MarkLabel(done);
    }

    private void MoveSums(Instruction[] work, LocalBuilder?[] from, LocalBuilder?[] to)
    {
        foreach (var instruction in work)
        {
            if (instruction is not ReduceInstruction { Direction: not Direction.OverRows } sum) continue;
            to[sum.Index] ??= il.DeclareLocal(LaneCode.Of(sum.Lane).Type);
            il.Emit(OpCodes.Ldloc, from[sum.Index]!);
            il.Emit(OpCodes.Stloc, to[sum.Index]!);
        }
    }

    private void Zero(LocalBuilder local)
    {
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Stloc, local);
    }

    private void Step(LocalBuilder local, int by)
    {
        il.Emit(OpCodes.Ldloc, local);
        il.Emit(OpCodes.Ldc_I4, by);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, local);
    }
}
