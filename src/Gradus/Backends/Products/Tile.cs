using System.Runtime.CompilerServices;

namespace Gradus.Backends.Products;

/// <summary>
/// The innermost product, all of it in registers: two vectors wide, and as high as leaves two registers for a row of B and one
/// for an element of A, where there are 16 of 256 bits or 32 of 512 (or of 128: a vector is then two of them). The last columns
/// of C may fit in one vector: <see cref="NarrowTileRow{T, V}"/>.
/// </summary>
internal static unsafe class Tile<T, V> where T : unmanaged where V : unmanaged
{
    public static int Rows => sizeof(V) == 64 ? 12 : 6;

    public static int Columns => 2 * sizeof(V) / sizeof(T);

    /// <summary>
    /// A column of tiles, one below the other. From one tile to the next A goes on by <paramref name="next"/>. The sums start
    /// from what C holds, or from zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TRow>(Matrix<T> a, nint next, Matrix<T> b, Matrix<T> c, int rows, int depth, bool startsFromC)
        where TRow : struct, ITileRow<T, TRow>
    {
        T* left = a.Start, to = c.Start;
        nint row = a.RowStride, step = a.ColumnStride, line = c.RowStride;
        for (; rows > 0; rows -= Rows, left += next, to += Rows * line)
        {
            // Rows that the last tile lacks are jumped over: a branch that is always foreseen is free beside multiplications.
            TRow c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
            TRow c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
            if (startsFromC)
            {
                c0 = TRow.Load(to);
                if (rows > 1) c1 = TRow.Load(to + line);
                if (rows > 2) c2 = TRow.Load(to + 2 * line);
                if (rows > 3) c3 = TRow.Load(to + 3 * line);
                if (rows > 4) c4 = TRow.Load(to + 4 * line);
                if (rows > 5) c5 = TRow.Load(to + 5 * line);
                if (Rows > 6 && rows > 6) c6 = TRow.Load(to + 6 * line);
                if (Rows > 6 && rows > 7) c7 = TRow.Load(to + 7 * line);
                if (Rows > 6 && rows > 8) c8 = TRow.Load(to + 8 * line);
                if (Rows > 6 && rows > 9) c9 = TRow.Load(to + 9 * line);
                if (Rows > 6 && rows > 10) c10 = TRow.Load(to + 10 * line);
                if (Rows > 6 && rows > 11) c11 = TRow.Load(to + 11 * line);
            }
            T* a0 = left, a3 = left + 3 * row, a6 = left + 6 * row, a9 = left + 9 * row, right = b.Start;
            for (var k = depth; k > 0; k--, right += b.RowStride)
            {
                var values = TRow.Load(right);
                c0.Add(*a0, values);
                if (rows > 1) c1.Add(a0[row], values);
                if (rows > 2) c2.Add(a0[2 * row], values);
                if (rows > 3) c3.Add(*a3, values);
                if (rows > 4) c4.Add(a3[row], values);
                if (rows > 5) c5.Add(a3[2 * row], values);
                a0 += step;
                a3 += step;
                if (Rows == 6) continue;
                if (rows > 6) c6.Add(*a6, values);
                if (rows > 7) c7.Add(a6[row], values);
                if (rows > 8) c8.Add(a6[2 * row], values);
                if (rows > 9) c9.Add(*a9, values);
                if (rows > 10) c10.Add(a9[row], values);
                if (rows > 11) c11.Add(a9[2 * row], values);
                a6 += step;
                a9 += step;
            }
            c0.Store(to);
            if (rows > 1) c1.Store(to + line);
            if (rows > 2) c2.Store(to + 2 * line);
            if (rows > 3) c3.Store(to + 3 * line);
            if (rows > 4) c4.Store(to + 4 * line);
            if (rows > 5) c5.Store(to + 5 * line);
            if (Rows > 6 && rows > 6) c6.Store(to + 6 * line);
            if (Rows > 6 && rows > 7) c7.Store(to + 7 * line);
            if (Rows > 6 && rows > 8) c8.Store(to + 8 * line);
            if (Rows > 6 && rows > 9) c9.Store(to + 9 * line);
            if (Rows > 6 && rows > 10) c10.Store(to + 10 * line);
            if (Rows > 6 && rows > 11) c11.Store(to + 11 * line);
        }
    }
}
