namespace Gradus;

/// <summary>Whether at least one is true.</summary>
public readonly struct Any : IReduction
{
    public static ResultKind Result => ResultKind.Logical;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Not(V.Equal(V.Of(0), V.Of(0)));

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => V.Or(a, b);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => null;
}

public static class AnyMethods
{
    extension(Tensor x)
    {
        /// <summary>Whether at least one is true. Over the axes given, or all of them.</summary>
        public Tensor Any(params ReadOnlySpan<int> axes) => x.Reduce<Any>(axes);

        /// <summary>Whether at least one is true. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.</summary>
        public Tensor Any(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<Any>(axes, keepDim);
    }
}
