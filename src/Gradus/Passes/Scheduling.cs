using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>Writes the blocks of values down as steps.</summary>
internal static class Scheduling
{
    public static Plan Run(List<Value> values, List<Partition.Block> blocks, Value[] outputs, int leaves, long[] constants)
    {
        // A leaf that nothing reads keeps its place, so that runs can bind leaves by their order.
        var slots = new List<Slot?>(new Slot?[leaves]);
        foreach (var value in values)
        {
            if (value.Kind != ValueKind.Memory) continue;
            value.Slot!.Index = value.Index;
            slots[value.Index] = value.Slot;
        }
        foreach (var value in values)
        {
            if (value.Slot is not { Index: < 0 } slot) continue;
            slot.Index = slots.Count;
            slots.Add(slot);
        }
        // A place whose parts have been computed where it wants them is no step of its own.
        var written = blocks.ConvertAll(Step);
        var steps = new List<Step>();
        var stepsBefore = new int[written.Count + 1];
        for (var block = 0; block < written.Count; block++)
        {
            if (written[block] is not PlaceStep { Parts.Length: 0 }) steps.Add(written[block]);
            stepsBefore[block + 1] = steps.Count;
        }
        var buffers = slots.ConvertAll(slot => slot is null ? PlanBuffer.UnreadLeaf : new PlanBuffer(
            slot.DType, slot.Length, IsLeaf: slot.Index < leaves, slot.IsOutput, StepsBefore(slot.FirstStep),
            StepsBefore(slot.LastStep + 1) - 1));
        Sharing.Run(buffers, steps);
        return new Plan(
            [.. steps], [.. buffers], leaves, Array.ConvertAll(outputs, output => output.Slot!.Index), constants);

        // What no step writes has its first step behind them all.
        int StepsBefore(int block) => block > written.Count ? block : stepsBefore[block];
    }

    private static Step Step(Partition.Block block)
    {
        var value = block.Values[0];
        var slot = value.Slot?.Index ?? -1;
        if (IsCopy(block))
        {
            return new PlaceStep(
                value.DType, slot, value.SlotOffset, [(BufferOf(value.Inputs[0]), View.Of(value.Shape))]);
        }
        if (block.IsLoop) return new LoopWriter(block).Write();
        if (value.Kind == ValueKind.Product)
        {
            return new ProductStep(
                (ProductOp)value.Op!, value.DType, value.Shape, BufferOf(value.Inputs[0]), BufferOf(value.Inputs[1]), slot,
                value.SlotOffset);
        }
        if (value.Kind == ValueKind.Gather)
            return new GatherStep(value.DType, SelectionOf(value), BufferOf(value.Inputs[0]), slot, value.SlotOffset);
        if (value.Kind == ValueKind.Accumulate)
        {
            return new AccumulateStep(
                value.DType, SelectionOf(value), BufferOf(value.Inputs[0]), BufferOf(value.Inputs[1]), slot, value.SlotOffset);
        }
        return Place(value, slot);
    }

    // What indices pick from is as long along their axis as the gather's table, or as the accumulation itself.
    private static Selection SelectionOf(Value value)
    {
        int[] whole = [.. value.Shape.Extents];
        if (value.Kind == ValueKind.Gather) whole[value.Axes[0]] = value.Inputs[0].View.Shape[1];
        var indices = value.Inputs[^1];
        return new(value.Op!.Name, Shape.Create(whole), value.Axes[0], BufferOf(indices), indices.Value.DType);
    }

    private static PlaceStep Place(Value value, int slot)
    {
        var parts = new List<(BufferView, View)>();
        if (!Allocation.IsCovered(value)) parts.Add((BufferOf(value.Inputs[0]), View.Of(value.Shape)));
        for (var part = 1; part < value.Inputs.Length; part++)
        {
            var input = value.Inputs[part];
            var region = value.Regions[part - 1];
            // Computed in place already; but one value may be several parts, and lies in the place of the first.
            if (input.Value.Slot == value.Slot && input.Value.IsComputed
                && input.Value.SlotOffset == value.SlotOffset + region.Offset.Constant
                && region.Offset.Terms.Length == 0) continue;
            parts.Add((BufferOf(input), region));
        }
        return new PlaceStep(value.DType, slot, value.SlotOffset, [.. parts]);
    }

    private static bool IsCopy(Partition.Block block) =>
        block.IsLoop && block.Values is [{ Op: null, Kind: ValueKind.Map, Inputs: [{ Value.Slot: not null }] }];

    private static BufferView BufferOf(Operand operand) => new(operand.Value.Slot!.Index, operand.Value.SlotOffset, operand.View);
}
