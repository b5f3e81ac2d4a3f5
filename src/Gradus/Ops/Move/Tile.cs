namespace Gradus;

public static class TileMethods
{
    extension(Tensor x)
    {
        /// <summary>The whole tensor repeated along each axis; more counts than axes add axes in front.</summary>
        public Tensor Tile(params ReadOnlySpan<int> counts)
        {
            var rank = Math.Max(counts.Length, x.Rank);
            // Each axis becomes (count, extent), expanded along the count and merged again.
            var split = new int[2 * rank];
            var wide = new int[2 * rank];
            var merged = new int[rank];
            for (var axis = 0; axis < rank; axis++)
            {
                var extent = axis >= rank - x.Rank ? x.Shape[axis - rank + x.Rank] : 1;
                var count = axis >= rank - counts.Length ? counts[axis - rank + counts.Length] : 1;
                if (count < 0) throw Errors.NegativeCount("Tile", count);
                (split[2 * axis], split[2 * axis + 1]) = (1, extent);
                (wide[2 * axis], wide[2 * axis + 1]) = (count, extent);
                merged[axis] = (int)Math.Min((long)count * extent, int.MaxValue);
            }
            return x.Reshape(Shape.Create(split)).Expand(Shape.Create(wide)).Reshape(Shape.Create(merged));
        }
    }
}
