namespace Gradus;

/// <summary>
/// An elementwise op of two inputs that broadcast: implement it on a struct, call it with <c>a.Map&lt;TOp&gt;(b)</c>.
/// </summary>
public interface IBinary : IOp
{
    static abstract V Formula<V>(V a, V b) where V : struct, ILanes<V>;

    /// <summary>The cotangent of a; it may have the broadcast shape. Null where the derivative is zero everywhere.</summary>
    static abstract Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y);

    /// <summary>The cotangent of b; it may have the broadcast shape. Null where the derivative is zero everywhere.</summary>
    static abstract Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y);

    static virtual bool IsCommutative => false;

    /// <summary>The number that, as b, leaves a as it is, to the bit; NaN if there is none.</summary>
    static virtual double RightIdentity => double.NaN;
}
