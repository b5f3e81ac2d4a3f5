namespace Gradus;

/// <summary>Whether exactly one is true.</summary>
public readonly struct LogicalXor : IBinary
{
    public static ResultKind Result => ResultKind.Logical;

    public static bool IsCommutative => true;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Xor(a, b);

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => null;

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => null;
}

public static class LogicalXorMethods
{
    extension(Tensor a)
    {
        public Tensor LogicalXor(Tensor b) => a.Map<LogicalXor>(b);
    }
}
