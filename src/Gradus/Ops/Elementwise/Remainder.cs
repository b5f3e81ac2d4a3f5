namespace Gradus;

/// <summary>a - b * floor(a / b): the remainder with the sign of b. Of integers, the remainder by zero is 0.</summary>
public readonly struct Remainder : IBinary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        // A rounded quotient leaves a multiple of b behind; taken off again and again, the result is exact for quotients up to
        // three times as many bits as the type has (2^72, 2^159).
        var remainder = Reduce(Reduce(Reduce(a, b), b), b);
        var hasOtherSign = V.And(V.Not(V.Equal(remainder, V.Of(0))), V.Xor(V.Less(remainder, V.Of(0)), V.Less(b, V.Of(0))));
        // By 0: NaN, and of integers 0, as in NumPy.
        return V.Select(V.Equal(b, V.Of(0)), a / b * b, V.Select(hasOtherSign, remainder + b, remainder));
    }

    // Fused, so that the product does not round. 0 times an infinite b is NaN, so a quotient of 0 leaves a as it is.
    private static V Reduce<V>(V a, V b) where V : struct, ILanes<V>
    {
        var quotient = V.Truncate(a / b);
        return V.Select(V.Equal(quotient, V.Of(0)), a, V.Fma(-quotient, b, a));
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
