using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>Writes the blocks of values down as steps.</summary>
internal static class Scheduling
{
    public static Plan Run(List<Value> values, List<Partition.Block> blocks, Value[] outputs)
    {
        var buffers = new List<PlanBuffer>();
        var leaves = 0;
        foreach (var value in values)
            if (value.Kind == ValueKind.Memory) Number(value.Slot!, ref leaves, isLeaf: true);
        foreach (var value in values)
            if (value.Slot is { Index: < 0 } slot) Number(slot, ref leaves, isLeaf: false);
        var steps = new List<Step>();
        foreach (var block in blocks) steps.Add(Step(block));
        var memory = values.Count(value => value.Kind == ValueKind.Memory);
        return new Plan([.. steps], [.. buffers], memory, Array.ConvertAll(outputs, output => output.Slot!.Index));

        void Number(Slot slot, ref int next, bool isLeaf)
        {
            slot.Index = next++;
            buffers.Add(new(slot.DType, slot.Length, isLeaf, slot.IsOutput, slot.FirstStep, slot.LastStep));
        }
    }

    private static Step Step(Partition.Block block)
    {
        if (block.IsLoop) return new LoopWriter(block).Write();
        var value = block.Values[0];
        var slot = value.Slot!.Index;
        if (value.Kind == ValueKind.Product)
        {
            return new ProductStep(
                (ProductOp)value.Op!, value.DType, value.Shape, BufferOf(value.Inputs[0]), BufferOf(value.Inputs[1]), slot,
                value.SlotOffset);
        }
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

    private static BufferView BufferOf(Operand operand) => new(operand.Value.Slot!.Index, operand.Value.SlotOffset, operand.View);
}
