using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Plot;

/// <summary>
/// A row of numbers to draw. Arrays, lists, spans and collection expressions convert to it implicitly; the numbers are copied,
/// so that later changes to the source never reach the picture.
/// </summary>
[CollectionBuilder(typeof(Values), nameof(Create))]
public readonly struct Values
{
    private readonly double[]? _items;

    private Values(double[] items) => _items = items;

    public int Count => Items.Length;

    internal double[] Items => _items ?? [];

    public static Values Create(ReadOnlySpan<double> items) => new(items.ToArray());

    public static implicit operator Values(ReadOnlySpan<double> items) => new(items.ToArray());

    public static implicit operator Values(double[] items) => new(NotNull(items).AsSpan().ToArray());

    public static implicit operator Values(List<double> items) => new(CollectionsMarshal.AsSpan(NotNull(items)).ToArray());

    public static implicit operator Values(float[] items) => Widened<float>(NotNull(items));

    public static implicit operator Values(List<float> items) => Widened<float>(CollectionsMarshal.AsSpan(NotNull(items)));

    public static implicit operator Values(int[] items) => Widened<int>(NotNull(items));

    public static implicit operator Values(long[] items) => Widened<long>(NotNull(items));

    /// <summary>The numbers of a tensor with one axis, or of a single row or column; computed now.</summary>
    /// <exception cref="ArgumentException">The tensor has more than one axis longer than 1.</exception>
    public static implicit operator Values(Tensor items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Shape.Count(extent => extent != 1) > 1)
            throw new ArgumentException(
                $"Values: a tensor of shape {items.Shape} is no single row of numbers; pick one, such as x[.., 0].");
        return new Values(items.ToDoubles());
    }

    public ReadOnlySpan<double>.Enumerator GetEnumerator() => new ReadOnlySpan<double>(_items).GetEnumerator();

    /// <summary>0, 1, ... count - 1: the horizontal places of values given alone.</summary>
    internal static Values Counting(int count)
    {
        var items = new double[count];
        for (var i = 0; i < count; i++) items[i] = i;
        return new Values(items);
    }

    private static Values Widened<T>(ReadOnlySpan<T> items) where T : struct, System.Numerics.INumber<T>
    {
        var wide = new double[items.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = double.CreateChecked(items[i]);
        return new Values(wide);
    }

    private static T NotNull<T>(T? items) where T : class =>
        items ?? throw new ArgumentNullException(
            nameof(items), "Values: the numbers to draw are null; pass an empty array for none.");
}
