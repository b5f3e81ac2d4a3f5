using System.Runtime.CompilerServices;

namespace Gradus.Plot;

/// <summary>
/// Numbers in rows and columns, row by row, as a surface takes them. Two-dimensional arrays convert to it implicitly, and so
/// does a one-dimensional array or a collection expression, as a single row. The numbers are copied.
/// </summary>
[CollectionBuilder(typeof(Grid), nameof(Create))]
public readonly struct Grid
{
    private readonly double[]? _items;

    /// <summary>Takes <paramref name="items"/> row by row; there must be <c>rows * columns</c> of them.</summary>
    /// <exception cref="ArgumentException">The count is not rows times columns.</exception>
    public Grid(int rows, int columns, ReadOnlySpan<double> items)
    {
        if (rows < 0 || columns < 0 || (long)rows * columns != items.Length)
            throw new ArgumentException(
                $"Grid: {rows} rows of {columns} columns need {(long)rows * columns} values, but {items.Length} were given. " +
                "Pass the values row by row.");
        (Rows, Columns, _items) = (rows, columns, items.ToArray());
    }

    public int Rows { get; }

    public int Columns { get; }

    public double this[int row, int column] => Items[row * Columns + column];

    internal double[] Items => _items ?? [];

    /// <summary>A single row.</summary>
    public static Grid Create(ReadOnlySpan<double> items) => new(1, items.Length, items);

    public static implicit operator Grid(double[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Grid(1, items.Length, items);
    }

    public static implicit operator Grid(double[,] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var flat = new double[items.Length];
        Buffer.BlockCopy(items, 0, flat, 0, flat.Length * sizeof(double));
        return new Grid(items.GetLength(0), items.GetLength(1), flat);
    }

    public static implicit operator Grid(float[,] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var (rows, columns) = (items.GetLength(0), items.GetLength(1));
        var flat = new double[items.Length];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++) flat[row * columns + column] = items[row, column];
        return new Grid(rows, columns, flat);
    }

    /// <summary>A tensor of two axes, or of one, as a single row; computed now.</summary>
    /// <exception cref="ArgumentException">The tensor has another number of axes.</exception>
    public static implicit operator Grid(Tensor items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Rank is not (1 or 2))
            throw new ArgumentException(
                $"Grid: a tensor of shape {items.Shape} has no rows and columns; pass one with two axes.");
        return new Grid(items.Rank == 1 ? 1 : items.Shape[0], items.Shape[^1], items.ToDoubles());
    }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => new ReadOnlySpan<double>(_items).GetEnumerator();
}
