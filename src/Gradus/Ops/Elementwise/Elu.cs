namespace Gradus;

/// <summary>x where it is positive, alpha * (e^x - 1) elsewhere.</summary>
public readonly struct Elu : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x, V alpha) where V : struct, ILanes<V> => V.Select(V.Less(V.Of(0), x), x, alpha * V.Expm1(x));

    public static Tensor? GradientLeft(Tensor g, Tensor x, Tensor alpha, Tensor y) => (x > 0).Select(g, g * (y + alpha));

    public static Tensor? GradientRight(Tensor g, Tensor x, Tensor alpha, Tensor y) => (x > 0).Select(0, g * x.Expm1());
}

public static class EluMethods
{
    extension(Tensor x)
    {
        public Tensor Elu(double alpha = 1) => x.Map<Elu>(alpha);
    }
}
