namespace Gradus;

public static class SoftmaxMethods
{
    extension(Tensor x)
    {
        /// <summary>e^x / sum(e^x) along an axis, from differences to the largest element, so that nothing overflows.</summary>
        public Tensor Softmax(int axis = -1)
        {
            axis = x.Shape.Axis(axis, "Softmax");
            // The largest of nothing is an error, and the softmax of nothing is nothing.
            if (x.Elements == 0) return x.Exp();
            var weights = (x - x.Detach().Max([axis], keepDim: true)).Exp();
            // One division for each row.
            return weights * weights.Sum([axis], keepDim: true).Reciprocal();
        }
    }
}
