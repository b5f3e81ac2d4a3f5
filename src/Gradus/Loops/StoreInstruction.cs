using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// Writes a value to a buffer, row-major from an offset; results of whole-loop reductions are written when it ends.
/// </summary>
internal sealed class StoreInstruction(int index, Instruction argument, int slot, long slotOffset, DType dtype)
    : Instruction(index, argument.Extent, argument.Lane)
{
    private readonly Instruction[] arguments = [argument];

    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;
    public readonly DType DType = dtype;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
