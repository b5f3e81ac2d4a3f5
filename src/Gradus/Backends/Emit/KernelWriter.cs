using System.Diagnostics.CodeAnalysis;
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

    // The first of the rows that are done in one go, and the one behind the last of them.
    private readonly LocalBuilder group;
    private readonly LocalBuilder lastRow;

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
        group = il.DeclareLocal(typeof(nint));
        lastRow = il.DeclareLocal(typeof(nint));
    }

    public Kernel Write()
    {
        foreach (var instruction in loop.Instructions) WriteStart(instruction);
        var phases = Array.ConvertAll(
            Enumerable.Range(0, loop.Instructions.Max(instruction => instruction.Phase) + 1).ToArray(),
            phase => Array.FindAll(loop.Instructions, instruction => instruction.Phase == phase && DoesWork(instruction)));
        for (var phase = 0; phase < phases.Length; phase++)
        {
            if (phases[phase].Length == 0) continue;
            PlanAhead(phases, phase);
            if (phase % 2 == 0) WriteColumnsPass(phases[phase]);
            else WriteRowsPass(phases[phase]);
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
        var sums = Array.FindAll(work, instruction => instruction is ReduceInstruction { Direction: Direction.AlongRow });
        if (sums.Length > 0 && table.FoldsRows) WriteGroupsOfRows(work, sums);
        else
        {
            Zero(row);
            OpenShortRows(work);
            il.Emit(OpCodes.Ldarg, 4);
            il.Emit(OpCodes.Stloc, lastRow);
            WriteRows(work, () =>
            {
                if (sums.Length > 0) WriteTiles(work, sums);
                else WriteRow(work);
            });
            CloseColumnSums(work);
        }
        CloseAccumulators(work);
    }

    // From the local row to the last one.
    private void WriteRows(Instruction[] work, Action writeRow)
    {
        var next = il.DefineLabel();
        var done = il.DefineLabel();
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, row);
        il.Emit(OpCodes.Ldloc, lastRow);
        il.Emit(OpCodes.Bge, done);
        StartRows(work);
        writeRow();
        // Totals of everything go on with the next row.
        MoveSums(Array.FindAll(work, IsTotal), rests, accumulators);
        Step(row, 1);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(done);
    }

    // All columns of the current row.
    private void WriteRow(Instruction[] work)
    {
        Zero(at);
        Parameter(0);
        Scale(size);
        il.Emit(OpCodes.Stloc, end);
        WriteVectors(work, isRowsPass: false);
    }

    // Sums along a row are folded after every tile of columns.
    private void WriteTiles(Instruction[] work, Instruction[] sums)
    {
        foreach (var sum in sums) ResetSum((ReduceInstruction)sum);
        var next = il.DefineLabel();
        var done = il.DefineLabel();
        Zero(at);
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
        if (!isRowsPass && table.FixedColumns > 0)
        {
            RepeatRowValues(work);
            WriteFixedRow(work);
            return;
        }
        OpenUniforms(work);
        if (!isRowsPass) RepeatRowValues(work);
        if (isSingle)
        {
            MoveSums(work, accumulators, rests);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Stloc, count);
            WriteBody(work, isRowsPass, isRest: true);
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
