namespace Gradus.Loops;

/// <summary>
/// Copies a background, of the result's shape, and adds slices to it where indices say, in their order. The slices are seen under
/// three axes: before the indexed one, it, and behind it.
/// </summary>
internal sealed class AccumulateStep(
    DType dtype, Selection selection, BufferView background, BufferView slices, int slot, long slotOffset) : Step
{
    public readonly DType DType = dtype;
    public readonly BufferView Background = background;
    public readonly BufferView Slices = slices;
    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;

    public override Selection Selection => selection;

    public override string Kind => "accumulate";

    public override string Describe() =>
        $"{selection.Operation}: {selection.Count} slices of {selection.Inner} to {selection.Extent} -> {Slot}";
}
