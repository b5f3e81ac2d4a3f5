namespace Gradus.Graph;

/// <summary>
/// Parts written into a new value, later ones over earlier ones: concat, stack, pad, a slice assigned. The first part is the
/// background and is broadcast. The starts of the others are run-time values; the steps are facts.
/// </summary>
internal abstract class PlaceOp(string name) : Op(name)
{
    /// <summary>
    /// The view, in the result, of part <paramref name="part"/> (1 or more); starts are numbered from <paramref name="slot"/>.
    /// </summary>
    public static View Region(Node node, int part, Shape shape, int slot)
    {
        var rank = node.Shape.Rank;
        var steps = node.Facts.AsSpan((part - 1) * rank, rank);
        return View.Of(node.Shape).Slice(steps, slot + (part - 1) * rank, shape);
    }
}
