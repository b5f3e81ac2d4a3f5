using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>A buffer of a plan: a leaf's, an output's, or one that lives only between two steps.</summary>
internal sealed class Slot(DType dtype, int length)
{
    public readonly DType DType = dtype;
    public readonly int Length = length;

    /// <summary>Where the run's table of arrays holds it.</summary>
    public int Index = -1;

    /// <summary>
    /// Outputs are given away, so every run takes a fresh one; others go back to the pool after their last reader.
    /// </summary>
    public bool IsOutput;

    public int LastStep = -1;
    public int FirstStep = int.MaxValue;
}
