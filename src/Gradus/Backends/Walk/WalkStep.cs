namespace Gradus.Backends.Walk;

/// <summary>One instruction over one block.</summary>
internal abstract class WalkStep
{
    public abstract void Run(ref Frame frame);
}
