namespace Gradus;

/// <summary>a / b, true division: integers give float32.</summary>
public readonly struct Div : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static double RightIdentity => 1;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => a / b;

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g / b;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => -g * y / b;
}

public static class DivMethods
{
    extension(Tensor a)
    {
        public Tensor Div(Tensor b) => a.Map<Div>(b);
    }
}
