using Gradus;

namespace UserOps;

/// <summary>log of the sum of e^x, added up one by one: a maximum without a kink.</summary>
public readonly struct SmoothMax : IReduction
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(double.NegativeInfinity);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => LogAddExp.Formula(a, b);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => g * (x - y).Exp();
}

public static class SmoothMaxMethods
{
    extension(Tensor x)
    {
        public Tensor SmoothMax(params ReadOnlySpan<int> axes) => x.Reduce<SmoothMax>(axes);
    }
}
