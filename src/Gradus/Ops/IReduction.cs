namespace Gradus;

/// <summary>A reduction: implement it on a struct, call it with <c>x.Reduce&lt;TOp&gt;(axes, keepdim)</c>.</summary>
public interface IReduction : IOp
{
    /// <summary>The value that changes nothing when combined; also the result over no elements.</summary>
    static abstract V Identity<V>() where V : struct, ILanes<V>;

    /// <summary>Associative and commutative; its order is fixed by the shape alone.</summary>
    static abstract V Combine<V>(V a, V b) where V : struct, ILanes<V>;

    /// <summary>
    /// The cotangent of x. <paramref name="g"/> and <paramref name="y"/> keep the reduced axes with extent 1, so that they
    /// broadcast; a result of that smaller shape is expanded to x's.
    /// </summary>
    static abstract Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes);

    /// <summary>Whether a result over no elements is defined (a sum of nothing is 0; a maximum of nothing is an error).</summary>
    static virtual bool AllowsEmpty => true;
}
