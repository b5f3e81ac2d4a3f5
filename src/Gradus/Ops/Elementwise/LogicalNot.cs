namespace Gradus;

/// <summary>Whether x is false, or zero.</summary>
public readonly struct LogicalNot : IUnary
{
    public static ResultKind Result => ResultKind.Logical;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Not(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class LogicalNotMethods
{
    extension(Tensor x)
    {
        public Tensor LogicalNot() => x.Map<LogicalNot>();
    }
}
