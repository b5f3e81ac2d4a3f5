using Gradus;

namespace UserOps;

/// <summary>log(e^a + e^b), from the larger one, so that nothing overflows.</summary>
public readonly struct LogAddExp : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static bool IsCommutative => true;

    // Equal ones apart: infinity less infinity is not a number.
    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Select(
        V.Equal(a, b), a + V.Of(Math.Log(2)), V.Max(a, b) + V.Log1p(V.Exp(-V.Abs(a - b))));

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * (a - b).Sigmoid();

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => g * (b - a).Sigmoid();
}

public static class LogAddExpMethods
{
    extension(Tensor a)
    {
        public Tensor LogAddExp(Tensor b) => a.Map<LogAddExp>(b);
    }
}
