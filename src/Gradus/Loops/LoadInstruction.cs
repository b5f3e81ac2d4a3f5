using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// Reads a buffer. Where the access is affine the element is offset + row * rowStride + column * columnStride; a staged load has
/// no such form and is gathered through its view, block by block.
/// </summary>
internal sealed class LoadInstruction(
    int index, Extent extent, Lane lane, int slot, View view, long slotOffset, int rowStride, int columnStride, bool isStaged)
    : Instruction(index, extent, lane)
{
    public readonly int Slot = slot;
    public readonly View View = view;
    public readonly long SlotOffset = slotOffset;
    public readonly int RowStride = rowStride;
    public readonly int ColumnStride = columnStride;
    public readonly bool IsStaged = isStaged;

    public override ReadOnlySpan<Instruction> Arguments => [];
}
