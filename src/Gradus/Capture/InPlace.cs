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
                    if (!loop.ReadsBeforeItWrites(from, to)) return false;
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
}
