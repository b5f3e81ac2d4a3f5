namespace Gradus;

/// <summary>Whether both are true.</summary>
public readonly struct LogicalAnd : IBinary
{
    public static ResultKind Result => ResultKind.Logical;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class LogicalAndMethods
{
    extension(Tensor a)
    {
        public Tensor LogicalAnd(Tensor b) => a.Map<LogicalAnd>(b);
    }
}
