using Gradus.Graph;

namespace Gradus;

/// <summary>
/// Parts written over a background. Facts: the steps of each part's region, axis by axis; offsets: its starts.
/// </summary>
internal sealed class Place : PlaceOp
{
    public static readonly Place Instance = new();

    private Place() : base("Place")
    {
    }

    public override Tensor Gradient(int input, Tensor cotangent, Node node)
    {
        var rank = node.Shape.Rank;
        if (input > 0) return Region(cotangent, node.Input(input).Shape, input);
        // The background counts only where no part was written over it.
        Tensor zero = new(NumberOp.Create(cotangent.DType, 0L));
        var parts = new Tensor[node.InputCount - 1];
        for (var part = 0; part < parts.Length; part++) parts[part] = zero.Expand(node.Input(part + 1).Shape);
        return PlaceMethods.Place(cotangent, node.Shape, parts, node.Facts!, node.Offsets!);

        Tensor Region(Tensor whole, Shape shape, int part) => whole.Slice(
            node.Offsets.AsSpan((part - 1) * rank, rank), shape.Extents, node.Facts.AsSpan((part - 1) * rank, rank));
    }
}

internal static class PlaceMethods
{
    /// <summary>The parts, each of its own shape, written over the background at their starts and steps.</summary>
    public static Tensor Place(Tensor background, Shape shape, ReadOnlySpan<Tensor> parts, int[] steps, int[] starts)
    {
        var dtype = background.DType;
        var nodes = new Node[parts.Length + 1];
        nodes[0] = background.Node;
        var history = background.Node.RequiresGrad;
        for (var part = 0; part < parts.Length; part++)
        {
            nodes[part + 1] = parts[part].To(dtype).Node;
            history |= nodes[part + 1].RequiresGrad;
        }
        return Build.Result(new Node(
            Gradus.Place.Instance, shape, dtype, nodes, steps, starts,
            requiresGrad: history && Autograd.IsEnabled));
    }
}
