namespace Gradus.Loops;

/// <summary>
/// Copies slices that indices pick. The table is seen under three axes: before the picked one, it, and behind it; the result is
/// row-major.
/// </summary>
internal sealed class GatherStep(DType dtype, Selection selection, BufferView table, int slot, long slotOffset) : Step
{
    public readonly DType DType = dtype;
    public readonly BufferView Table = table;
    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;

    public override Selection Selection => selection;

    public override string Kind => "gather";

    public override string Describe() =>
        $"{selection.Operation}: {selection.Count} of {selection.Extent} slices of {selection.Inner} -> {Slot}";
}
