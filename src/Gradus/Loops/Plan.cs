using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>Everything that is known about a graph before its numbers are: buffers and steps. Immutable, shared by all threads.</summary>
internal sealed class Plan(Step[] steps, PlanBuffer[] buffers, int leaves, int[] outputs)
{
    public readonly Step[] Steps = steps;

    /// <summary>The table of arrays: the leaves first, then outputs and temporaries.</summary>
    public readonly PlanBuffer[] Buffers = buffers;

    public readonly int Leaves = leaves;

    /// <summary>The buffer of each output, in the order of the nodes.</summary>
    public readonly int[] Outputs = outputs;

    /// <summary>How a backend runs each step; filled in when a step first runs or is compiled.</summary>
    public readonly object?[] Programs = new object?[steps.Length];

    public int Runs;

    public string Describe() => string.Join('\n', Steps.Select(step => step.Describe()));
}

/// <summary>A buffer of a plan. A temporary goes back to the pool after its last step; outputs are given away.</summary>
internal readonly record struct PlanBuffer(DType DType, int Length, bool IsOutput, int FirstStep, int LastStep);
