using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>Repeats a smaller value at each point of a larger extent, for a store or a sum that needs one there.</summary>
internal sealed class WidenInstruction(int index, Extent extent, Instruction argument) : Instruction(index, extent, argument.Lane)
{
    private readonly Instruction[] arguments = [argument];

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
