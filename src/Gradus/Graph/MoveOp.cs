namespace Gradus.Graph;

/// <summary>A change of view: permute, expand, slice, reshape. It computes nothing.</summary>
internal abstract class MoveOp(string name) : Op(name)
{
    /// <summary>
    /// The node's view of what <paramref name="view"/> shows of some value, or null if that takes a copy first.
    /// The node's run-time starts are numbered from <paramref name="slot"/>.
    /// </summary>
    public abstract View? Apply(View view, Node node, int slot);

    /// <summary>Whether a node of this op is a turned matrix if its input is, or is not.</summary>
    public virtual bool IsTurned(bool isInputTurned, int[]? facts) => false;
}
