namespace Gradus;

/// <summary>The sum; bool and int32 are summed in int64.</summary>
public readonly struct Sum : IReduction
{
    public static ResultKind Result => ResultKind.Wide;

    public static V Identity<V>() where V : struct, ILanes<V> => V.Of(0);

    public static V Combine<V>(V a, V b) where V : struct, ILanes<V> => a + b;

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y, int[] axes) => g;
}

public static class SumMethods
{
    extension(Tensor x)
    {
        /// <summary>The sum; bool and int32 are summed in int64. Over the axes given, or all of them.</summary>
        public Tensor Sum(params ReadOnlySpan<int> axes) => x.Reduce<Sum>(axes);

        /// <summary>
        /// The sum; bool and int32 are summed in int64. With <paramref name="keepDim"/> the reduced axes stay, with extent 1.
        /// </summary>
        public Tensor Sum(ReadOnlySpan<int> axes, bool keepDim) => x.Reduce<Sum>(axes, keepDim);
    }
}
