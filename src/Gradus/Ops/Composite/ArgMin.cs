namespace Gradus;

public static class ArgMinMethods
{
    extension(Tensor x)
    {
        /// <summary>
        /// The index (int64) of the first smallest element along an axis, or of the flattened tensor; NaN counts as smallest.
        /// </summary>
        public Tensor ArgMin(int? axis = null, bool keepDim = false) =>
            ArgExtreme.Find(x, "ArgMin", axis, keepDim, largest: false);
    }
}
