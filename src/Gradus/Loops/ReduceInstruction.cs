using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>Combines what its argument gives into fewer values.</summary>
internal sealed class ReduceInstruction(int index, ReduceOp op, Instruction argument, Direction direction)
    : Instruction(
        index,
        direction switch { Direction.AlongRow => Extent.Row, Direction.OverRows => Extent.Column, _ => Extent.Uniform },
        argument.Lane)
{
    private readonly Instruction[] arguments = [argument];

    public readonly ReduceOp Op = op;
    public readonly Direction Direction = direction;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
