using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>A number bound at run time.</summary>
internal sealed class NumberInstruction(int index, Lane lane, int number) : Instruction(index, Extent.Uniform, lane)
{
    public readonly int Number = number;

    public override ReadOnlySpan<Instruction> Arguments => [];
}
