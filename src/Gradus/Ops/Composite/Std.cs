namespace Gradus;

public static class StdMethods
{
    extension(Tensor x)
    {
        /// <summary>The standard deviation over the axes given, or all of them, from the count less one.</summary>
        public Tensor Std(params ReadOnlySpan<int> axes) => x.Var(axes).Sqrt();

        /// <summary>The standard deviation, from the count less <paramref name="correction"/>.</summary>
        public Tensor Std(ReadOnlySpan<int> axes, bool keepDim = false, int correction = 1) => x.Var(axes, keepDim, correction).Sqrt();
    }
}
