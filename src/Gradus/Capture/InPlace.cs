using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Capturing;

/// <summary>Whether a plan may write a state's new value over its old one.</summary>
internal static class InPlace
{
    public static bool IsSafe(Plan plan, int from, int to)
    {
        if (from < 0) return true;
        var written = plan.Buffers[to].FirstStep;
        for (var i = written; i < plan.Steps.Length; i++)
        {
            // A run that indices end must leave the old numbers whole, unless the same indices have been found right before.
            if (plan.Steps[i].Selection is { } selection
                && !plan.Steps.Take(written).Any(step => step.Selection?.Covers(selection) == true)) return false;
            switch (plan.Steps[i])
            {
                case Loop loop when i == written:
                    if (!ReadsBeforeItWrites(loop, from, to)) return false;
                    break;
                case Loop loop:
                    if (loop.Instructions.Any(instruction => instruction is LoadInstruction load && load.Slot == from))
                        return false;
                    break;
                case ProductStep product:
                    if (product.A.Slot == from || product.B.Slot == from) return false;
                    break;
                case PlaceStep place:
                    if (place.Parts.Any(part => part.Part.Slot == from)) return false;
                    break;
                case GatherStep gather:
                    if (gather.Table.Slot == from || gather.Selection.Indices.Slot == from) return false;
                    break;
                case AccumulateStep add:
                    if (new[] { add.Background.Slot, add.Slices.Slot, add.Selection.Indices.Slot }.Contains(from)) return false;
                    break;
            }
        }
        return true;
    }

    // Each element is read where it is written, and not again after that.
    private static bool ReadsBeforeItWrites(Loop loop, int from, int to)
    {
        foreach (var instruction in loop.Instructions)
        {
            if (instruction is not LoadInstruction load || load.Slot != from) continue;
            // What is read once before the loop begins, and results written when it has ended, cannot meet.
            if (load.Extent == Extent.Uniform) continue;
            var isInOrder = !load.IsStaged && load.View.Offset.IsZero && load.SlotOffset == 0 && (loop.Columns == 0
                ? load is { Extent: Extent.Row, RowStride: 1 }
                : load is { Extent: Extent.Full, ColumnStride: 1 } && load.RowStride == loop.Columns);
            foreach (var other in loop.Instructions)
            {
                if (other is not StoreInstruction store || store.Slot != to) continue;
                if (store.Arguments[0] is ReduceInstruction { Direction: not Direction.AlongRow }) continue;
                if (!isInOrder || store.Extent != load.Extent) return false;
                for (var i = store.Index + 1; i < loop.Instructions.Length; i++)
                    if (loop.Instructions[i].Arguments.Contains(load)) return false;
            }
        }
        return true;
    }
}
