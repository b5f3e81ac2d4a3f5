using System.Reflection.Emit;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>The body of a pass: one vector of rows, or of columns of the current row.</summary>
internal sealed partial class KernelWriter
{
    private bool isRowsPass;
    private bool isRest;

    // What the body has read or computed so far.
    private readonly Dictionary<int, LocalBuilder> current = [];

    // Of loads that take turns in memory, by the first of the two.
    private readonly Dictionary<int, (LocalBuilder Lower, LocalBuilder Upper)> pairs = [];

    // The lane type that a value's vector has in a local.
    private static Lane TypeOf(Instruction instruction) => instruction switch
    {
        MapInstruction map => map.Compute.Number,
        WidenInstruction => TypeOf(instruction.Arguments[0]),
        _ => instruction.Lane.Number,
    };

    private void WriteBody(Instruction[] work, bool isRowsPass, bool isRest)
    {
        this.isRowsPass = isRowsPass;
        this.isRest = isRest;
        current.Clear();
        pairs.Clear();
        if (!isRowsPass) WriteAhead();
        foreach (var instruction in work)
        {
            switch (instruction)
            {
                case MapInstruction map: WriteMap(map); break;
                case CastInstruction cast: Keep(cast, () => WriteConversion(cast)); break;
                case WidenInstruction widen: Keep(widen, () => Value(widen.Arguments[0], TypeOf(widen))); break;
                case ReduceInstruction { Direction: Direction.OverRows } columns: WriteColumnSum(columns); break;
                case ReduceInstruction reduce: WriteSum(reduce); break;
                case StoreInstruction store: WriteStore(store); break;
            }
            if (table.Crossing[instruction.Index] && instruction is MapInstruction or CastInstruction or WidenInstruction)
                WriteCrossing(instruction);
        }
    }

    private void Keep(Instruction instruction, Action write)
    {
        write();
        var local = il.DeclareLocal(LaneCode.Of(TypeOf(instruction)).Type);
        il.Emit(OpCodes.Stloc, local);
        current[instruction.Index] = local;
    }

    private void WriteMap(MapInstruction map) => Keep(map, () =>
    {
        foreach (var argument in map.Arguments) Value(argument, map.Compute.Number);
        var inlined = map == table.Inlined ? map.Op.Inlined(map.Compute) : null;
        il.Emit(OpCodes.Call, inlined ?? map.Op.Formula(map.Compute));
    });

    // A mask is read as the numbers that it becomes, and numbers that become one leave it in their type.
    private void WriteConversion(CastInstruction cast)
    {
        var (from, to) = (cast.Arguments[0].Lane, cast.Lane);
        Value(cast.Arguments[0], from.IsMask ? to : from);
        il.Emit(OpCodes.Call, Conversions.Of(from, to));
        if (to.IsMask && from != to.Number) il.Emit(OpCodes.Call, LaneCode.Of(from).Reinterpret);
    }

    // Puts the argument's vector on the stack, as the lane type asked for.
    private void Value(Instruction argument, Lane wanted)
    {
        if (values[argument.Index] is { } uniform) il.Emit(OpCodes.Ldloc, uniform);
        else if (!isRowsPass && rowValues[argument.Index] is { } repeated) il.Emit(OpCodes.Ldloc, repeated);
        else if (fixedAt is { } first && columnValues.TryGetValue((argument.Index, first), out var column))
            il.Emit(OpCodes.Ldloc, column);
        else
        {
            if (!current.ContainsKey(argument.Index))
            {
                if (table.IsRepeated[argument.Index]) WriteMap((MapInstruction)argument);
                else Keep(argument, () => Read(argument));
            }
            il.Emit(OpCodes.Ldloc, current[argument.Index]);
        }
        if (TypeOf(argument) != wanted) il.Emit(OpCodes.Call, LaneCode.Of(TypeOf(argument)).Reinterpret);
    }

    // Reads a vector from memory: a load, or what an earlier pass left in the scratch.
    private void Read(Instruction argument)
    {
        var code = LaneCode.Of(TypeOf(argument));
        var access = argument is LoadInstruction load ? KernelTable.AccessOf(load) : Access.StagedLanes;
        // A value in the scratch may be read past the last element; the user's memory may not.
        var isExact = isRest && access != Access.StagedLanes;
        if (access == Access.Pairs && !isSingle && ReadHalf((LoadInstruction)argument)) return;
        Position(argument, access);
        if (isSingle && isExact)
        {
            il.Emit(OpCodes.Call, argument.Lane.IsMask ? code.RepeatBool : code.Repeat);
            return;
        }
        if (access is Access.Strided) Stride((LoadInstruction)argument);
        if (isExact) Count();
        il.Emit(OpCodes.Call, access switch
        {
            Access.Bools => isExact ? code.LoadFirstBools : code.LoadBools,
            Access.Pairs => isExact ? code.LoadFirstPairs : code.LoadPairs,
            Access.Strided => isExact ? code.LoadFirstStrided : code.LoadStrided,
            _ => isExact ? code.LoadFirst : code.Load,
        });
    }

    // One of two loads that take turns in memory: the vectors that hold both are read once.
    private bool ReadHalf(LoadInstruction load)
    {
        var isEven = Array.Exists(table.Evens, even => even == load);
        if ((isEven ? load : table.Evens[load.Index]) is not { } even) return false;
        var code = LaneCode.Of(load.Lane);
        if (!pairs.TryGetValue(even.Index, out var vectors))
        {
            vectors = (il.DeclareLocal(code.Type), il.DeclareLocal(code.Type));
            ReadPart(isUpper: false, vectors.Lower);
            ReadPart(isUpper: true, vectors.Upper);
            pairs[even.Index] = vectors;
        }
        il.Emit(OpCodes.Ldloc, vectors.Lower);
        il.Emit(OpCodes.Ldloc, vectors.Upper);
        il.Emit(OpCodes.Call, isEven ? code.Evens : code.Odds);
        return true;

        void ReadPart(bool isUpper, LocalBuilder vector)
        {
            Position(even, Access.Pairs);
            if (isRest) Count();
            il.Emit(OpCodes.Call, isUpper
                ? isRest ? code.LoadFirstUpper : code.LoadUpper
                : isRest ? code.LoadFirstLower : code.Load);
            il.Emit(OpCodes.Stloc, vector);
        }
    }

    private void Stride(LoadInstruction load) => Parameter(table.Of(load) + (load.Extent == Extent.Row ? 2 : 3));

    // The address of the current vector.
    private void Position(Instruction instruction, Access access)
    {
        var isPerRow = !isRowsPass && instruction.Extent == Extent.Full;
        il.Emit(OpCodes.Ldloc, isPerRow ? rowPointers[instruction.Index]! : pointers[instruction.Index]!);
        At();
        switch (access)
        {
            case Access.Bools:
                Shift();
                break;
            case Access.Pairs:
                il.Emit(OpCodes.Ldc_I4_1);
                il.Emit(OpCodes.Shl);
                break;
            case Access.Strided:
                Shift();
                Stride((LoadInstruction)instruction);
                il.Emit(OpCodes.Mul);
                break;
        }
        il.Emit(OpCodes.Add);
    }

    private void At()
    {
        if (fixedAt is not { } known)
        {
            il.Emit(OpCodes.Ldloc, at);
            return;
        }
        il.Emit(OpCodes.Ldc_I4, known);
        il.Emit(OpCodes.Conv_I);
    }

    private void Count()
    {
        if (fixedCount is { } known) il.Emit(OpCodes.Ldc_I4, known);
        else il.Emit(OpCodes.Ldloc, count);
    }

    // From bytes of lanes to elements.
    private void Shift()
    {
        il.Emit(OpCodes.Ldc_I4, size == 4 ? 2 : 3);
        il.Emit(OpCodes.Shr);
    }

    private void WriteCrossing(Instruction instruction)
    {
        il.Emit(OpCodes.Ldloc, current[instruction.Index]);
        Position(instruction, Access.StagedLanes);
        il.Emit(OpCodes.Call, LaneCode.Of(TypeOf(instruction)).Store);
    }

    private void WriteStore(StoreInstruction store)
    {
        var argument = store.Arguments[0];
        var isBool = store.DType == DType.Bool;
        var code = LaneCode.Of(TypeOf(argument));
        Value(argument, TypeOf(argument));
        Position(store, isBool ? Access.Bools : Access.Contiguous);
        if (isRest) Count();
        il.Emit(OpCodes.Call, isBool
            ? isRest ? code.StoreFirstBools : code.StoreBools
            : isRest ? code.StoreFirst : code.Store);
    }
}
