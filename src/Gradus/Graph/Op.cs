namespace Gradus.Graph;

/// <summary>
/// What a node does. The kinds (map, reduce, move, place, product, ...) are the classes that derive from this one; the passes and
/// backends know the kinds and never a concrete op.
/// </summary>
internal abstract class Op(string name, bool infersShape = false)
{
    private static int count;

    /// <summary>Distinguishes ops in the key of a plan.</summary>
    public readonly int Id = Interlocked.Increment(ref count);

    public readonly string Name = name;

    /// <summary>Whether shape and dtype of a result follow from the inputs.</summary>
    public readonly bool InfersShape = infersShape;

    /// <summary>
    /// The cotangent of input <paramref name="input"/>, given the cotangent of the result; null where the input has none.
    /// It may still have the broadcast shape: the caller sums it down.
    /// </summary>
    public virtual Tensor? Gradient(int input, Tensor cotangent, Node node) => null;

    /// <summary>
    /// False for results that have no derivative at all (comparisons, indices): no history is kept through them.
    /// </summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>The formula of a result in terms of its inputs' texts.</summary>
    public virtual Text Print(Node node, ReadOnlySpan<Text> inputs) => Text.Call(Name, inputs);

    public override string ToString() => Name;
}
