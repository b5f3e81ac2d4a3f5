namespace Gradus;

/// <summary>The largest integer not above a / b. Of integers, division by zero gives 0.</summary>
public readonly struct FloorDivide : IBinary
{
    public static Domain Domain => Domain.NonZero;

    // From the remainder, which is exact: a / b itself may round up to the next integer.
    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        var zero = V.Of(0);
        var quotient = V.Truncate(a / b);
        var remainder = V.Select(V.Equal(quotient, zero), a, V.Fma(-quotient, b, a));
        var isBelow = V.And(V.Not(V.Equal(remainder, zero)), V.Xor(V.Less(remainder, zero), V.Less(b, zero)));
        // Of 0 nothing but the quotient says anything; of an infinite a there is no integer part.
        var isPlain = V.Or(V.Equal(b, zero), V.Equal(a - a, zero));
        return V.Select(isPlain, quotient - V.Select(V.And(isBelow, V.Not(V.Equal(b, zero))), V.Of(1), zero), a - a);
    }

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class FloorDivideMethods
{
    extension(Tensor a)
    {
        public Tensor FloorDivide(Tensor b) => a.Map<FloorDivide>(b);
    }
}
