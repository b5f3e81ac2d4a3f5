using Gradus.Graph;

namespace Gradus;

public static class PadMethods
{
    extension(Tensor x)
    {
        /// <summary>Room of a constant before and after each axis: one pair for each axis, outermost first.</summary>
        public Tensor Pad(ReadOnlySpan<(int Before, int After)> widths, double value = 0)
        {
            if (widths.Length != x.Rank) throw Errors.PadLength(x.Shape, widths.Length);
            var starts = new int[x.Rank];
            var steps = new int[x.Rank];
            Array.Fill(steps, 1);
            int[] extents = [.. x.Shape.Extents];
            for (var axis = 0; axis < x.Rank; axis++)
            {
                if (widths[axis].Before < 0 || widths[axis].After < 0)
                    throw Errors.PadWidth(axis, widths[axis].Before, widths[axis].After);
                starts[axis] = widths[axis].Before;
                extents[axis] = (int)Math.Min((long)extents[axis] + widths[axis].Before + widths[axis].After, int.MaxValue);
            }
            return PlaceMethods.Place(new(NumberOp.Create(x.DType, value)), Shape.Create(extents), [x], steps, starts);
        }
    }
}
