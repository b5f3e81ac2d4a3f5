namespace Gradus;

/// <summary>x times the standard normal distribution function, by erf.</summary>
public readonly struct Gelu : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Of(0.5) * x * (V.Of(1) + V.Erf(x * V.Of(Math.Sqrt(0.5))));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) =>
        g * (0.5 * (1 + (x * Math.Sqrt(0.5)).Erf()) + x * (x * x * -0.5).Exp() * (1 / Math.Sqrt(2 * Math.PI)));
}

public static class GeluMethods
{
    extension(Tensor x)
    {
        public Tensor Gelu() => x.Map<Gelu>();
    }
}
