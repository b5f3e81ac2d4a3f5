using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>
/// Gives every stored value a buffer. Parts of a place are computed right where the place wants them, when it wants them whole.
/// </summary>
internal static class Allocation
{
    public static void Run(List<Value> values)
    {
        foreach (var value in values)
            if (value is { Kind: ValueKind.Place }) Adopt(value);
        foreach (var value in values)
        {
            if (value.Kind == ValueKind.Memory) value.Slot ??= new Slot(value.DType, value.Elements);
            else if (value.IsStored) value.Slot ??= new Slot(value.DType, value.Elements);
            if (value.IsOutput) value.Slot!.IsOutput = true;
        }
        foreach (var value in values)
        {
            if (value.Step < 0) continue;
            if (value.Slot is { } own) Extend(own, value.Step);
            foreach (var (input, _) in value.Inputs)
                if (input.Slot is { } read) Extend(read, value.Step);
        }
    }

    private static void Extend(Slot slot, int step)
    {
        slot.FirstStep = Math.Min(slot.FirstStep, step);
        slot.LastStep = Math.Max(slot.LastStep, step);
    }

    /// <summary>The regions cover the whole value, so there is no background to write.</summary>
    public static bool IsCovered(Value place)
    {
        long covered = 0;
        foreach (var region in place.Regions) covered += region.Shape.Elements;
        return covered == place.Elements;
    }

    private static void Adopt(Value place)
    {
        if (!IsCovered(place)) return;
        // A place inside a place has its own buffer already; it is copied then.
        place.Slot ??= new Slot(place.DType, place.Elements);
        for (var part = 1; part < place.Inputs.Length; part++)
        {
            var (value, region) = (place.Inputs[part].Value, place.Regions[part - 1]);
            if (!place.Inputs[part].IsWhole || !value.IsComputed || value.Slot is not null || value.IsOutput) continue;
            if (!region.IsContiguous || region.Offset.Terms.Length > 0 || value.Kind == ValueKind.Place) continue;
            value.Slot = place.Slot;
            value.SlotOffset = place.SlotOffset + region.Offset.Constant;
        }
    }
}
