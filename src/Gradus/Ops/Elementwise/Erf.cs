namespace Gradus;

/// <summary>The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
public readonly struct Erf : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Erf(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (2 / Math.Sqrt(Math.PI) * (-(x * x)).Exp());
}

public static class ErfMethods
{
    extension(Tensor x)
    {
        public Tensor Erf() => x.Map<Erf>();
    }
}
