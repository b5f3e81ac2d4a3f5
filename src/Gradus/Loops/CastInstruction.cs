using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>Converts between lanes.</summary>
internal sealed class CastInstruction(int index, Lane lane, Instruction argument) : Instruction(index, argument.Extent, lane)
{
    private readonly Instruction[] arguments = [argument];

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
