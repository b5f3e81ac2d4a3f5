namespace Gradus;

/// <summary>The sine of x in radians.</summary>
public readonly struct Sin : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Sin(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * x.Cos();
}

public static class SinMethods
{
    extension(Tensor x)
    {
        public Tensor Sin() => x.Map<Sin>();
    }
}
