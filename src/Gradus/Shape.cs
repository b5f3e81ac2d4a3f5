using System.Collections;
using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>
/// The extents of a tensor, outermost axis first; immutable. Written <c>[30, 2]</c> in code, printed <c>(30, 2)</c>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    public static readonly Shape Scalar = new([]);

    private readonly int[] extents;
    private readonly int hash;

    private Shape(int[] extents)
    {
        this.extents = extents;
        var elements = 1L;
        foreach (var extent in extents)
        {
            if (extent < 0) throw Errors.NegativeExtent(extents);
            // A zero extent must not hide an overflow of the others, so the product stops growing there instead of resetting.
            elements = extent == 0 ? 0 : checked(elements * extent);
            if (elements > Array.MaxLength) throw Errors.TooManyElements(extents);
        }
        Elements = (int)elements;
        hash = Hash(extents);
    }

    // Shapes come again at every step of a loop. A shape that is met again is usually here, and then equality is identity.
    private static readonly Shape?[] Recent = new Shape?[256];

    public static Shape Create(ReadOnlySpan<int> extents)
    {
        if (extents.Length == 0) return Scalar;
        ref var recent = ref Recent[Hash(extents) & 255];
        if (recent is { } known && extents.SequenceEqual(known.extents)) return known;
        return recent = new(extents.ToArray());
    }

    private static int Hash(ReadOnlySpan<int> extents)
    {
        var hash = (uint)extents.Length;
        foreach (var extent in extents) hash = (hash ^ (uint)extent) * 0x9E3779B1;
        return (int)(hash ^ hash >> 15);
    }

    /// <summary>The number of axes.</summary>
    public int Rank => extents.Length;

    /// <summary>The number of elements: the product of the extents, 1 for a scalar.</summary>
    public int Elements { get; }

    /// <summary>The extent of an axis; -1 is the last one.</summary>
    public int this[int axis] => (uint)axis < (uint)extents.Length ? extents[axis] : extents[Axis(axis, "Shape")];

    public int this[Index axis] =>
        extents[Axis(axis is { IsFromEnd: true, Value: > 0 } ? -axis.Value : axis.GetOffset(Rank), "Shape")];

    public ReadOnlySpan<int> Extents => extents;

    int IReadOnlyCollection<int>.Count => extents.Length;

    /// <summary>Strides, in elements, of a row-major array of this shape.</summary>
    internal int[] RowMajorStrides()
    {
        var strides = new int[extents.Length];
        var stride = 1;
        for (var axis = extents.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(extents[axis], 1);
        }
        return strides;
    }

    /// <summary>The axis counted from 0, where -1 is the last one.</summary>
    internal int Axis(int axis, string operation)
    {
        if (axis < -Rank || axis >= Rank) throw Errors.AxisOutOfRange(operation, axis, this);
        return axis < 0 ? axis + Rank : axis;
    }

    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other)
            || (other is not null && hash == other.hash && extents.AsSpan().SequenceEqual(other.extents));

    public override bool Equals(object? other) => Equals(other as Shape);

    public override int GetHashCode() => hash;

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)extents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => extents.GetEnumerator();

    public override string ToString() => extents.Length == 1 ? $"({extents[0]},)" : $"({string.Join(", ", extents)})";

    /// <summary>The shape both broadcast to under NumPy's rule: align at the last axis, extents equal or one of them 1.</summary>
    internal static Shape Broadcast(Shape left, Shape right, string operation)
    {
        if (ReferenceEquals(left, right) || right.Rank == 0) return left;
        if (left.Rank == 0) return right;
        if (Mismatch(left, right) is > 0 and var different) throw Errors.Broadcast(operation, left, right, different);
        var rank = Math.Max(left.Rank, right.Rank);
        Span<int> result = stackalloc int[rank];
        for (var axis = 1; axis <= rank; axis++)
            result[^axis] = left.FromEnd(axis) is 1 ? right.FromEnd(axis) : left.FromEnd(axis);
        if (result.SequenceEqual(left.extents)) return left;
        return result.SequenceEqual(right.extents) ? right : Create(result);
    }

    /// <summary>The axis, counted from 1 at the end, that keeps two shapes from broadcasting; 0 if none does.</summary>
    internal static int Mismatch(Shape left, Shape right)
    {
        for (var axis = 1; axis <= Math.Min(left.Rank, right.Rank); axis++)
            if (left.FromEnd(axis) is not 1 and var a && right.FromEnd(axis) is not 1 and var b && a != b) return axis;
        return 0;
    }

    /// <summary>Whether a tensor of this shape can be repeated to fill another one.</summary>
    internal bool ExpandsTo(Shape other)
    {
        for (var axis = 1; axis <= Rank; axis++)
            if (axis > other.Rank || (FromEnd(axis) != 1 && FromEnd(axis) != other.FromEnd(axis))) return false;
        return true;
    }

    // Axes that are not there count as 1.
    private int FromEnd(int axis) => axis <= extents.Length ? extents[^axis] : 1;
}
