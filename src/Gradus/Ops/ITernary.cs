namespace Gradus;

/// <summary>
/// An elementwise op of three inputs that broadcast: implement it on a struct, call it with <c>a.Map&lt;TOp&gt;(b, c)</c>.
/// </summary>
public interface ITernary : IOp
{
    static abstract V Formula<V>(V a, V b, V c) where V : struct, ILanes<V>;

    /// <summary>
    /// The cotangent of input 0, 1 or 2; it may have the broadcast shape. Null where the derivative is zero everywhere.
    /// </summary>
    static abstract Tensor? Gradient(int input, Tensor g, Tensor a, Tensor b, Tensor c);

    /// <summary>The first input is a mask (bool) beside two numbers.</summary>
    static virtual bool FirstIsMask => false;
}
