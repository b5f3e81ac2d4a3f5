namespace Gradus;

/// <summary>a - b * floor(a / b): the remainder with the sign of b.</summary>
public readonly struct Remainder : IBinary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        // Fused, so that the product does not round: exact while the quotient is an exact integer.
        var remainder = V.Fma(-V.Truncate(a / b), b, a);
        var hasOtherSign = V.And(V.Not(V.Equal(remainder, V.Of(0))), V.Xor(V.Less(remainder, V.Of(0)), V.Less(b, V.Of(0))));
        return V.Select(hasOtherSign, remainder + b, remainder);
    }

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => -g * a.FloorDivide(b);
}

public static class RemainderMethods
{
    extension(Tensor a)
    {
        public Tensor Remainder(Tensor b) => a.Map<Remainder>(b);
    }
}
