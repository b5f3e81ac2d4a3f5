namespace Gradus;

/// <summary>Whether at least one is true.</summary>
public readonly struct LogicalOr : IBinary
{
    public static ResultKind Result => ResultKind.Logical;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class LogicalOrMethods
{
    extension(Tensor a)
    {
        public Tensor LogicalOr(Tensor b) => a.Map<LogicalOr>(b);
    }
}
