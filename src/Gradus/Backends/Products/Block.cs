namespace Gradus.Backends.Products;

/// <summary>A block of C on one thread: step by step along k, some rows at a time, panel by panel of B.</summary>
internal static unsafe class Block<T, V> where T : unmanaged where V : unmanaged
{
    private const int CacheLine = 64;

    public static void Multiply(Matrix<T> a, Matrix<T> b, Matrix<T> c, int m, int n, int k, CancellationToken cancellation)
    {
        int height = Tile<T, V>.Rows, width = Tile<T, V>.Columns;
        var blocking = new Blocking<T, V>(a, b, m, n, k);
        var packedFrom = blocking.PackedFrom;
        var buffer = Pool<T>.Take(blocking.LengthA + blocking.LengthB + blocking.LengthEdge + 2 * CacheLine);
        fixed (T* start = buffer)
        {
            var packedB = Align(start);
            var packedA = Align(packedB + blocking.LengthB);
            var edge = new Matrix<T>(packedA + blocking.LengthA, width, 1);
            var first = 0;
            do
            {
                var (depth, startsFromC) = (Math.Min(blocking.Depth, k - first), first > 0);
                if (packedFrom < n) Packing<T, V>.PackColumns(b.From(first, packedFrom), n - packedFrom, depth, packedB);
                for (var row = 0; row < m; row += blocking.Rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var rows = Math.Min(blocking.Rows, m - row);
                    var (left, nextTile) = (a.From(row, first), height * a.RowStride);
                    if (blocking.PacksA)
                    {
                        Packing<T, V>.PackRows(left, rows, depth, packedA);
                        (left, nextTile) = (new(packedA, 1, height), (nint)height * depth);
                    }
                    for (var column = 0; column < n; column += width)
                    {
                        var right = column < packedFrom
                            ? b.From(first, column)
                            : new(packedB + (nint)(column - packedFrom) * depth, width, 1);
                        var target = c.From(row, column);
                        if (n - column >= width)
                        {
                            Tile<T, V>.Multiply<TileRow<T, V>>(left, nextTile, right, target, rows, depth, startsFromC);
                            continue;
                        }
                        // A tile is wider than what is left of C.
                        if (startsFromC) Copy(target, edge, rows, n - column);
                        if (n - column > width / 2)
                            Tile<T, V>.Multiply<TileRow<T, V>>(left, nextTile, right, edge, rows, depth, startsFromC);
                        else
                            Tile<T, V>.Multiply<NarrowTileRow<T, V>>(left, nextTile, right, edge, rows, depth, startsFromC);
                        Copy(edge, target, rows, n - column);
                    }
                }
                first += depth;
            }
            while (first < k);
        }
        Pool<T>.Return(buffer);
    }

    private static T* Align(T* at) => (T*)(((nint)at + CacheLine - 1) & -CacheLine);

    private static void Copy(Matrix<T> from, Matrix<T> to, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<T>(from.From(row, 0).Start, columns).CopyTo(new(to.From(row, 0).Start, columns));
    }
}
