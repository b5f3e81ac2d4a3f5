namespace Gradus;

public static class RollMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// Elements moved by <paramref name="shift"/> places along an axis; what leaves at the end comes in at the start.
        /// </summary>
        public Tensor Roll(int shift, int axis)
        {
            axis = x.Shape.Axis(axis, "Roll");
            var extent = x.Shape[axis];
            if (extent == 0) return Tensor.Same(x.Node);
            shift = (shift % extent + extent) % extent;
            if (shift == 0) return Tensor.Same(x.Node);
            return Tensor.Concat([x.Narrow(axis, extent - shift, shift), x.Narrow(axis, 0, extent - shift)], axis);
        }
    }
}
