using Gradus.Graph;

namespace Gradus;

public static class CrossEntropyMethods
{
    extension(Tensor logits)
    {
        /// <summary>
        /// The mean of -log softmax(logits)[class] over the rows. <paramref name="classes"/> holds one class (int64 or int32) for
        /// each row; logits are (N, C).
        /// </summary>
        public Tensor CrossEntropy(Tensor classes)
        {
            if (logits.Rank != 2 || !classes.Shape.Equals([logits.Shape[0]]))
                throw Errors.CrossEntropyShapes(logits.Shape, classes.Shape);
            if (!classes.DType.IsInteger) throw Errors.IndexDType("CrossEntropy", classes.DType);
            // A mask in place of a gather: it fuses with the loss and, in the gradient, with the softmax.
            var isClass =
                classes.Reshape([classes.Elements, 1]).To(DType.Int32).Equal(Tensor.Arange(logits.Shape[1]).To(DType.Int32));
            return Build.Kept(-(logits.LogSoftmax(1).Where(isClass, 0).ReducePart<Sum>([]) / logits.Shape[0]));
        }
    }
}
