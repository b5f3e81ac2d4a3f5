using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>One instruction of a loop; it gives one value for each point of its extent.</summary>
internal abstract class Instruction(int index, Extent extent, Lane lane)
{
    /// <summary>Where the loop lists it; arguments come first.</summary>
    public readonly int Index = index;

    public readonly Extent Extent = extent;

    public readonly Lane Lane = lane;

    /// <summary>
    /// Which pass over a block computes it. Even phases go over rows and columns, odd ones over rows alone; a sum along the row
    /// ends a phase over columns.
    /// </summary>
    public int Phase;

    public abstract ReadOnlySpan<Instruction> Arguments { get; }
}
