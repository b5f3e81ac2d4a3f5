using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// A buffer of a plan. Leaves are bound, outputs are given away, and the others live between their first and last step.
/// </summary>
internal readonly record struct PlanBuffer(DType DType, int Length, bool IsLeaf, bool IsOutput, int FirstStep, int LastStep)
{
    public static readonly PlanBuffer UnreadLeaf = new(DType.Bool, 0, IsLeaf: true, IsOutput: false, int.MaxValue, -1);
}
