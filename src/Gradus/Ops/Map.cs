using Gradus.Graph;

namespace Gradus;

/// <summary>The door for ops: those of this library and those of a user's assembly come in here alike.</summary>
public static class MapMethods
{
    extension(Tensor x)
    {
        /// <summary>Applies an elementwise op.</summary>
        public Tensor Map<TOp>() where TOp : struct, IUnary => Build.Map(UnaryOp<TOp>.Instance, TOp.Result, x);

        /// <summary>Applies an elementwise op of two inputs that broadcast.</summary>
        public Tensor Map<TOp>(Tensor b) where TOp : struct, IBinary => Build.Map(BinaryOp<TOp>.Instance, TOp.Result, x, b);

        /// <summary>Applies an elementwise op of three inputs that broadcast.</summary>
        public Tensor Map<TOp>(Tensor b, Tensor c) where TOp : struct, ITernary =>
            Build.Map(TernaryOp<TOp>.Instance, TOp.Result, TOp.FirstIsMask, x, b, c);

        /// <summary>Reduces over the axes; none means all.</summary>
        public Tensor Reduce<TOp>(ReadOnlySpan<int> axes, bool keepDim = false) where TOp : struct, IReduction =>
            Build.Kept(x.ReducePart<TOp>(axes, keepDim));

        // A step on the way to a result that is kept instead.
        internal Tensor ReducePart<TOp>(ReadOnlySpan<int> axes, bool keepDim = false) where TOp : struct, IReduction =>
            Build.Reduce(ReductionOp<TOp>.Instance, TOp.Result, TOp.AllowsEmpty, x, axes, keepDim);
    }
}
