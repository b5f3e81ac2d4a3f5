namespace Gradus;

/// <summary>sqrt(a^2 + b^2), scaled so that the squares neither overflow nor vanish.</summary>
public readonly struct Hypot : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        V left = V.Abs(a), right = V.Abs(b), infinity = V.Of(double.PositiveInfinity);
        V larger = V.Max(left, right), smaller = V.Min(left, right);
        var ratio = smaller / larger;
        var length = V.Select(V.Equal(larger, V.Of(0)), larger, larger * V.Sqrt(V.Fma(ratio, ratio, V.Of(1))));
        // Beside an infinite side the other one does not matter, not even NaN (IEEE 754-2019, 9.2.1).
        return V.Select(V.Or(V.Equal(left, infinity), V.Equal(right, infinity)), infinity, length);
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
