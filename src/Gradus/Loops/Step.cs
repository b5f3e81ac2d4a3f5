using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>One thing a plan does: a fused loop, a matrix product, putting parts together, or moving slices by indices.</summary>
internal abstract class Step
{
    /// <summary>The indices that may turn out to be out of range: the step ends the run then.</summary>
    public virtual Selection? Selection => null;

    /// <summary>In one word.</summary>
    public abstract string Kind { get; }

    /// <summary>The ops that it computes, in order.</summary>
    public virtual IEnumerable<Op> Ops => [];

    public abstract string Describe();
}
