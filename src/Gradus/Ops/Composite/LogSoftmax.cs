namespace Gradus;

public static class LogSoftmaxMethods
{
    extension(Tensor x)
    {
        /// <summary>The logarithm of the softmax along an axis, without taking the logarithm of a rounded zero.</summary>
        public Tensor LogSoftmax(int axis = -1)
        {
            axis = x.Shape.Axis(axis, "LogSoftmax");
            if (x.Elements == 0) return x.Exp();
            var shifted = x - x.Detach().Max([axis], keepDim: true);
            return shifted - shifted.Exp().Sum([axis], keepDim: true).Log();
        }
    }
}
