namespace Gradus;

/// <summary>The tangent of x in radians.</summary>
public readonly struct Tan : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => new(-Math.PI / 2, Math.PI / 2);

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Tan(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * (1 + y * y);
}

public static class TanMethods
{
    extension(Tensor x)
    {
        public Tensor Tan() => x.Map<Tan>();
    }
}
