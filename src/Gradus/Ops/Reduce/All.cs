namespace Gradus;

/// <summary>Whether all are true.</summary>
public readonly struct All : IReduction
{
    public static ResultKind Result => ResultKind.Logical;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Equal(V.Of(0), V.Of(0));

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.And(a, b);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => null;
}

public static class AllMethods
{
    extension(Tensor x)
    {
        /// <summary>Whether all are true. Over the axes given, or all of them.</summary>
        public Tensor All(params ReadOnlySpan<int> axes) => x.Reduce<All>(axes);

        /// <summary>Whether all are true. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor All(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<All>(axes, keepDim);
    }
}
