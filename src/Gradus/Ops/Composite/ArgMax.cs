namespace Gradus;

public static class ArgMaxMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The index (int64) of the first largest element along an axis, or of the flattened tensor; NaN counts as largest.
        /// </summary>
        public Tensor ArgMax(int? axis = null, bool keepDim = false) =>
            ArgExtreme.Find(x, "ArgMax", axis, keepDim, largest: true);
    }
}
