using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>
    /// Adds this scalar's gradient to <see cref="Grad"/> of every parameter it depends on. For a result of many elements pass the
    /// cotangent to start from. With <paramref name="createGraph"/> the gradients can be differentiated again.
    /// </summary>
    public void Backward(Tensor? cotangent = null, bool createGraph = false) =>
        Gradus.Gradient.Reverse.Backward(this, cotangent, createGraph);

    // A gradient of the parameter's own, so that an update changes no other: ops may hand one cotangent to several inputs. A bare
    // number becomes an array, to be read and updated like any other.
    internal Tensor AsGradient(Shape shape) =>
        Node.IsNumber ? new Tensor(new Node(AliasOp.Clone, Shape.Scalar, DType, Node)).Expand(shape) : new(Node);
}
