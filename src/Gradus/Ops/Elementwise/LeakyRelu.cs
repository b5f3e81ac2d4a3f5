namespace Gradus;

/// <summary>x where it is positive, slope * x elsewhere.</summary>
public readonly struct LeakyRelu : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x, V slope) where V : struct, ILanes<V> => V.Select(V.Less(V.Of(0), x), x, slope * x);

    public static Tensor? GradientLeft(Tensor g, Tensor x, Tensor slope, Tensor y) => (x > 0).Select(g, g * slope);

    public static Tensor? GradientRight(Tensor g, Tensor x, Tensor slope, Tensor y) => (x > 0).Select(0, g * x);
}

public static class LeakyReluMethods
{
    extension(Tensor x)
    {
        public Tensor LeakyRelu(double slope = 0.01) => x.Map<LeakyRelu>(slope);
    }
}
