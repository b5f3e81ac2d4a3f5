using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>Writes one block of values as the instructions of a loop.</summary>
internal sealed class LoopWriter(Partition.Block block)
{
    private readonly List<Instruction> instructions = [];
    private readonly Dictionary<Value, Instruction> computed = [];
    private readonly List<(Operand Operand, Lane Lane, Instruction Load)> loads = [];
    private readonly int columns = block.Columns;
    private readonly int rows = block.Rows;
    private readonly int step = block.Values[0].Step;

    public Loop Write()
    {
        foreach (var value in block.Values)
        {
            var result = value.Kind == ValueKind.Reduce ? Reduce(value) : Map(value);
            computed[value] = result;
            if (!value.IsStored) continue;
            Add(
                new StoreInstruction(Next, result, value.Slot!.Index, value.SlotOffset, value.DType),
                PhaseOf(result.Extent, [result]));
        }
        return new Loop([.. instructions], rows, columns);
    }

    private int Next => instructions.Count;

    private T Add<T>(T instruction, int phase) where T : Instruction
    {
        instruction.Phase = phase;
        instructions.Add(instruction);
        return instruction;
    }

    // The extent of a value of this loop: one for each row, or for each row and column.
    private Extent ExtentOf(int elements) =>
        columns == 0 || (elements == rows && elements != block.Elements) ? Extent.Row : Extent.Full;

    private Instruction Map(Value value)
    {
        var extent = ExtentOf(value.Elements);
        if (value.Op is null) return Widen(Read(value.Inputs[0], extent, null), extent);
        if (value.Op is CastOp)
        {
            var input = Read(value.Inputs[0], extent, null);
            return Widen(Cast(input, LaneFacts.Of(value.DType, input.Lane.Size)), extent);
        }
        var op = (MapOp)value.Op;
        var compute = Compute(value);
        var arguments = Array.ConvertAll(value.Inputs, operand => Read(operand, extent, compute));
        var result = op.GivesMask || value.DType == DType.Bool ? compute.Mask : compute;
        return Add(new MapInstruction(Next, extent, result, op, compute, arguments), PhaseOf(extent, arguments));
    }

    // A copy of something smaller than the loop (a number written to a whole buffer) has the loop's extent all the same.
    private Instruction Widen(Instruction instruction, Extent extent) => instruction.Extent == extent
        ? instruction
        : Add(new WidenInstruction(Next, extent, instruction), PhaseOf(extent, [instruction]));

    // Masks take the width of the numbers beside them; a formula of masks alone, the width of its first input.
    private Lane Compute(Value value)
    {
        foreach (var (input, _) in value.Inputs)
            if (input.DType != DType.Bool) return LaneFacts.Of(input.DType);
        return computed.TryGetValue(value.Inputs[0].Value, out var known) && value.Inputs[0].Value.Step == step
            ? known.Lane : Lane.Mask32;
    }

    private ReduceInstruction Reduce(Value value)
    {
        var operand = value.Inputs[0];
        var elements = operand.View.Shape.Elements;
        var extent = ExtentOf(elements);
        var argument = Widen(Read(operand, extent, null), extent);
        var direction = value.IsAfterLoop ? (value.Elements == 1 ? Direction.All : Direction.OverRows) : Direction.AlongRow;
        return Add(new ReduceInstruction(Next, (ReduceOp)value.Op!, argument, direction), PhaseOf(extent, [argument]));
    }

    private Instruction Read(Operand operand, Extent extent, Lane? wanted)
    {
        var value = operand.Value;
        var lane = LaneFacts.Of(value.DType, wanted?.Size ?? 4);
        if (value.IsComputed && value.Step == step)
            return Cast(computed[value], wanted is { } width && value.DType == DType.Bool ? width.Mask : computed[value].Lane);
        foreach (var (other, known, load) in loads)
            if (known == lane && other.SameAs(operand)) return load;
        Instruction read = value.Kind == ValueKind.Number
            ? Add(new NumberInstruction(Next, lane, value.Index), 0)
            : Load(operand, extent, lane);
        loads.Add((operand, lane, read));
        return read;
    }

    private Instruction Cast(Instruction input, Lane lane) => input.Lane == lane
        ? input
        : Add(new CastInstruction(Next, lane, input), PhaseOf(input.Extent, [input]));

    private LoadInstruction Load(Operand operand, Extent extent, Lane lane)
    {
        var (slot, offset, view) = (operand.Value.Slot!.Index, operand.Value.SlotOffset, operand.View);
        var rowAxes = view.Shape.Rank;
        if (extent == Extent.Full)
        {
            // The axes whose extents multiply to the columns are the inner ones; a split inside an axis has no strides.
            var inner = 1L;
            while (rowAxes > 0 && (inner < columns || view.Shape[rowAxes - 1] == 1)) inner *= view.Shape[--rowAxes];
            if (inner != columns) return Staged();
        }
        if (!view.HasOneStride(0, rowAxes, out var rowStride)) return Staged();
        if (!view.HasOneStride(rowAxes, view.Shape.Rank, out var columnStride)) return Staged();
        var reach = (rowStride, columnStride) switch
        {
            (0, 0) => Extent.Uniform,
            (0, _) => Extent.Column,
            (_, 0) => Extent.Row,
            _ => Extent.Full,
        };
        // A row of a loop without columns has a column stride of 0 by construction; so has the only row of one.
        if (reach == Extent.Column && columnStride != 1) return Staged();
        // Another view may walk the same elements in the same order: (N, 1) and (N,) of one column.
        foreach (var (_, _, other) in loads)
        {
            if (other is LoadInstruction { IsStaged: false } same
                && same.Slot == slot && same.SlotOffset == offset && same.Lane == lane
                && same.Extent == reach && same.RowStride == rowStride && same.ColumnStride == columnStride
                && same.View.Offset.SameAs(view.Offset)) return same;
        }
        return Add(new LoadInstruction(Next, reach, lane, slot, view, offset, rowStride, columnStride, isStaged: false), 0);

        LoadInstruction Staged() => Add(new LoadInstruction(Next, extent, lane, slot, view, offset, 0, 0, isStaged: true), 0);
    }

    // Even phases go over columns, odd ones over rows alone. A sum along the row is there from the next odd phase on.
    private static int PhaseOf(Extent extent, ReadOnlySpan<Instruction> arguments)
    {
        var phase = extent == Extent.Row ? 1 : 0;
        foreach (var argument in arguments)
        {
            var ready = argument switch
            {
                LoadInstruction or NumberInstruction => 0,
                ReduceInstruction => argument.Phase + 1,
                _ => argument.Phase,
            };
            if (extent == Extent.Row) phase = Math.Max(phase, ready | 1);
            else if (extent == Extent.Full) phase = Math.Max(phase, (ready + 1) & ~1);
            else phase = 0;
        }
        return phase;
    }
}
