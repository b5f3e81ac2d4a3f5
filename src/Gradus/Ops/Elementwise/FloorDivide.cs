namespace Gradus;

/// <summary>The largest integer not above a / b. Of integers, division by zero gives 0.</summary>
public readonly struct FloorDivide : IBinary
{
    public static Domain Domain => Domain.NonZero;

    // From the remainder, which is exact: a / b itself may round up to the next integer.
    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        var quotient = V.Truncate(a / b);
        var remainder = V.Fma(-quotient, b, a);
        var isBelow = V.And(V.Not(V.Equal(remainder, V.Of(0))), V.Xor(V.Less(remainder, V.Of(0)), V.Less(b, V.Of(0))));
        return quotient - V.Select(isBelow, V.Of(1), V.Of(0));
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
