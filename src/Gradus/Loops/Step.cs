namespace Gradus.Loops;

/// <summary>One thing a plan does: a fused loop, a matrix product, or putting parts together.</summary>
internal abstract class Step
{
    public abstract string Describe();
}
