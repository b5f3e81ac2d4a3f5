using Gradus.Graph;

namespace Gradus.Loops;

internal sealed class MapInstruction(int index, Extent extent, Lane lane, MapOp op, Lane compute, Instruction[] arguments)
    : Instruction(index, extent, lane)
{
    public readonly MapOp Op = op;

    /// <summary>The lane the formula is read over; a comparison's result is its mask.</summary>
    public readonly Lane Compute = compute;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
