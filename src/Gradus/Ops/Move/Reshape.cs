using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

/// <summary>
/// The same elements in the same order under another shape: a change of view where strides allow it, a copy otherwise.
/// </summary>
internal sealed class Reshape : MoveOp
{
    public static readonly Reshape Instance = new();

    private Reshape() : base("Reshape")
    {
    }

    public override View? Apply(View view, Node node, int slot) => view.Reshape(node.Shape);

    public override Tensor Gradient(int input, Tensor cotangent, Node node) => cotangent.Reshape(node.Input(0).Shape);
}

public static class ReshapeMethods
{
    extension(Tensor x)
    {
        /// <summary>The same elements in the same order under another shape of as many elements.</summary>
        public Tensor Reshape(Shape shape)
        {
            if (shape.Equals(x.Shape)) return Tensor.Same(x.Node);
            if (shape.Elements != x.Elements) throw Errors.Reshape(x.Shape, shape.Extents);
            return Build.Move(Gradus.Reshape.Instance, x, shape);
        }

        /// <summary>As <c>Reshape</c> with a shape; one extent may be -1 and is worked out from the others.</summary>
        [OverloadResolutionPriority(1)]
        public Tensor Reshape(params ReadOnlySpan<int> extents)
        {
            var unknown = extents.IndexOf(-1);
            if (unknown < 0) return x.Reshape(Shape.Create(extents));
            var known = 1L;
            for (var axis = 0; axis < extents.Length; axis++)
                if (axis != unknown) known *= extents[axis];
            if (known <= 0 || x.Elements % known != 0) throw Errors.Reshape(x.Shape, extents);
            Span<int> complete = stackalloc int[extents.Length];
            extents.CopyTo(complete);
            complete[unknown] = (int)(x.Elements / known);
            return x.Reshape(Shape.Create(complete));
        }

        /// <summary>All elements in one axis.</summary>
        public Tensor Flatten() => x.Reshape([x.Elements]);

        /// <summary>Without the axis, whose extent must be 1; without an axis given, without all axes of extent 1.</summary>
        public Tensor Squeeze(int? axis = null)
        {
            if (axis is { } given && x.Shape[given = x.Shape.Axis(given, "Squeeze")] != 1) throw Errors.Squeeze(x.Shape, given);
            List<int> extents = [];
            for (var i = 0; i < x.Rank; i++)
                if (axis is { } only ? i != x.Shape.Axis(only, "Squeeze") : x.Shape[i] != 1) extents.Add(x.Shape[i]);
            return x.Reshape(Shape.Create(extents.ToArray()));
        }

        /// <summary>With an axis of extent 1 inserted before <paramref name="axis"/>; -1 appends one.</summary>
        public Tensor Unsqueeze(int axis)
        {
            var at = axis < 0 ? axis + x.Rank + 1 : axis;
            if (at < 0 || at > x.Rank) throw Errors.NewAxis("Unsqueeze", axis, x.Shape);
            List<int> extents = [.. x.Shape.Extents];
            extents.Insert(at, 1);
            return x.Reshape(Shape.Create(extents.ToArray()));
        }
    }
}
