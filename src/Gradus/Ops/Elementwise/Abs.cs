namespace Gradus;

/// <summary>|x|.</summary>
public readonly struct Abs : IUnary
{
    public static Domain Domain => Domain.NonZero;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Abs(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * x.Sign();
}

public static class AbsMethods
{
    extension(Tensor x)
    {
        public Tensor Abs() => x.Map<Abs>();
    }
}
