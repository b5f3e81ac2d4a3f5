namespace Gradus;

/// <summary>The angle in [-pi/2, pi/2] whose tangent is x.</summary>
public readonly struct Atan : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Atan(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g / (x * x + 1);
}

public static class AtanMethods
{
    extension(Tensor x)
    {
        public Tensor Atan() => x.Map<Atan>();
    }
}
