using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// Indices, in memory, that pick slices of <paramref name="Whole"/> along an axis; <paramref name="Operation"/> is what an error
/// calls it.
/// </summary>
internal sealed record Selection(string Operation, Shape Whole, int Axis, BufferView Indices, DType DType)
{
    public int Extent => Whole[Axis];

    public int Count => Indices.View.Shape.Elements;

    /// <summary>Slices along the axis lie in so many groups.</summary>
    public int Outer => Product(Whole.Extents[..Axis]);

    /// <summary>The elements of a slice that lie together.</summary>
    public int Inner => Product(Whole.Extents[(Axis + 1)..]);

    /// <summary>Whoever has found these indices in range has found the others in range.</summary>
    public bool Covers(Selection other) =>
        Extent <= other.Extent && Outer * Inner > 0 && Indices.Slot == other.Indices.Slot
            && Indices.SlotOffset == other.Indices.SlotOffset && Indices.View.SameAs(other.Indices.View);

    private static int Product(ReadOnlySpan<int> extents)
    {
        var product = 1;
        foreach (var extent in extents) product *= extent;
        return product;
    }
}
