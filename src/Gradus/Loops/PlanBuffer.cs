using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// A buffer of a plan. Leaves are bound, outputs are given away, and the others live between their first and last step.
/// </summary>
internal readonly record struct PlanBuffer(DType DType, int Length, bool IsLeaf, bool IsOutput, int FirstStep, int LastStep)
{
    public static readonly PlanBuffer UnreadLeaf = new(DType.Bool, 0, IsLeaf: true, IsOutput: false, int.MaxValue, -1);

    /// <summary>The output in whose array a temporary may lie, because its last reader turns it into that; or -1.</summary>
    public int Host { get; init; } = -1;

    /// <summary>Of at least 64 KiB: from about there on the collector keeps arrays apart, and a fresh one is costly.</summary>
    public bool IsLarge => (long)Length * DType.Size >= 1 << 16;
}
