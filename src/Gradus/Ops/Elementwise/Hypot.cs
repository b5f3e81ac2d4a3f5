namespace Gradus;

/// <summary>sqrt(a^2 + b^2), scaled so that the squares neither overflow nor vanish.</summary>
public readonly struct Hypot : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        V larger = V.Max(V.Abs(a), V.Abs(b)), smaller = V.Min(V.Abs(a), V.Abs(b));
        var ratio = smaller / larger;
        var length = larger * V.Sqrt(V.Fma(ratio, ratio, V.Of(1)));
        var isDegenerate = V.Or(V.Equal(larger, V.Of(0)), V.Equal(larger, V.Of(double.PositiveInfinity)));
        return V.Select(isDegenerate, larger, length);
    }

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * a / y;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => g * b / y;
}

public static class HypotMethods
{
    extension(Tensor a)
    {
        public Tensor Hypot(Tensor b) => a.Map<Hypot>(b);
    }
}
