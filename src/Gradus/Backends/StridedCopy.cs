using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// Copies elements from strides to other strides. Where source and target run along different axes, squares of both go through a
/// small buffer, so that each line of memory is read once and written once.
/// </summary>
internal sealed unsafe class StridedCopy<T> where T : unmanaged
{
    // Bytes of a side of a square: a line of the cache.
    private const int Line = 64;

    // Squares side by side: so many lines of a page of the target are written one after the other.
    private const int Abreast = 4;

    // Elements that take as long as handing them to another thread.
    private const int WorthSharing = 1 << 16;

    private static int Side => Line / sizeof(T);

    private static int Width => Abreast * Side;

    private readonly Array source;
    private readonly Array target;
    private readonly long sourceStart;
    private readonly long targetStart;

    // Axes that both sides walk alike are one axis. The last is the target's innermost; the one before it the source's, if
    // that is another.
    private readonly (int Extent, long From, long To)[] axes;
    private readonly bool isTurned;
    private readonly int units;
    private readonly int unitElements;

    private StridedCopy(Array source, long sourceStart, View from, Array target, long targetStart, View to)
    {
        (this.source, this.sourceStart, this.target, this.targetStart) = (source, sourceStart, target, targetStart);
        axes = Merge(from, to);
        MoveToEnd(axes => axes.To);
        var last = axes.Length - 1;
        if (last > 0 && axes[last].From is not (0 or 1 or -1))
        {
            var inner = Innermost(axis => axis.From);
            if (inner != last)
            {
                (axes[inner], axes[last - 1]) = (axes[last - 1], axes[inner]);
                isTurned = true;
            }
        }
        units = 1;
        var outer = isTurned ? axes.Length - 2 : axes.Length - 1;
        for (var axis = 0; axis < outer; axis++) units *= axes[axis].Extent;
        unitElements = axes[^1].Extent;
        if (!isTurned) return;
        units *= (axes[^1].Extent + Width - 1) / Width;
        unitElements = axes[^2].Extent * Width;
    }

    public static void Run(
        Array source, long sourceStart, View from, Array target, long targetStart, View to, CancellationToken cancellation)
    {
        var elements = to.Shape.Elements;
        if (elements == 0) return;
        var copy = new StridedCopy<T>(source, sourceStart, from, target, targetStart, to);
        var perPiece = Math.Max(1, WorthSharing / copy.unitElements);
        var pieces = (copy.units + perPiece - 1) / perPiece;
        Workers.Run(
            elements < 2 * WorthSharing ? 1 : pieces, cancellation, (first, end) =>
                copy.Copy(first * perPiece, elements < 2 * WorthSharing ? copy.units : Math.Min(end * perPiece, copy.units)));
    }

    private static (int, long, long)[] Merge(View from, View to)
    {
        var merged = new List<(int Extent, long From, long To)>();
        for (var axis = 0; axis < to.Shape.Rank; axis++)
        {
            var (extent, step, stride) = (to.Shape[axis], from.Strides[axis], to.Strides[axis]);
            if (extent == 1) continue;
            if (merged.Count > 0 && merged[^1] is var last
                && last.From == (long)step * extent && last.To == (long)stride * extent)
                merged[^1] = (last.Extent * extent, step, stride);
            else merged.Add((extent, step, stride));
        }
        return merged.Count > 0 ? [.. merged] : [(1, 1, 1)];
    }

    private void MoveToEnd(Func<(int Extent, long From, long To), long> stride)
    {
        var inner = Innermost(stride);
        var moved = axes[inner];
        for (var axis = inner; axis < axes.Length - 1; axis++) axes[axis] = axes[axis + 1];
        axes[^1] = moved;
    }

    private int Innermost(Func<(int Extent, long From, long To), long> stride)
    {
        var best = axes.Length - 1;
        for (var axis = axes.Length - 1; axis >= 0; axis--)
        {
            var (size, least) = (Math.Abs(stride(axes[axis])), Math.Abs(stride(axes[best])));
            if (size > 0 && (size < least || least == 0)) best = axis;
        }
        return best;
    }

    private void Copy(int firstUnit, int end)
    {
        fixed (byte* fromBytes = &Storage.Bytes(source), toBytes = &Storage.Bytes(target))
        {
            T* from = (T*)fromBytes + sourceStart, to = (T*)toBytes + targetStart;
            var last = axes[^1];
            for (var unit = firstUnit; unit < end; unit++)
            {
                var (rest, first) = isTurned ? Math.DivRem(unit, (last.Extent + Width - 1) / Width) : (unit, 0);
                first *= Width;
                long fromAt = first * last.From, toAt = first * last.To;
                for (var axis = axes.Length - (isTurned ? 3 : 2); axis >= 0; axis--)
                {
                    (rest, var index) = Math.DivRem(rest, axes[axis].Extent);
                    fromAt += index * axes[axis].From;
                    toAt += index * axes[axis].To;
                }
                if (isTurned) CopyTurned(from + fromAt, to + toAt, Math.Min(Width, last.Extent - first));
                else CopyRun(from + fromAt, last.From, to + toAt, last.To, last.Extent);
            }
        }
    }

    private static void CopyRun(T* from, long stride, T* to, long toStride, int count) =>
        Place.CopyRun(ref *from, (nint)stride, ref *to, (nint)toStride, count);

    private static void TurnSquare(T* from, nint fromStride, T* square, T* to, nint toStep)
    {
        for (nint j = 0; j < Side; j++) Unsafe.CopyBlockUnaligned(square + j * Side, from + j * fromStride, Line);
        for (nint i = 0; i < Side; i++, to += toStep)
        {
            var column = square + i;
            for (nint j = 0; j < Side; j += 4, column += 4 * Side)
            {
                to[j] = column[0];
                to[j + 1] = column[Side];
                to[j + 2] = column[2 * Side];
                to[j + 3] = column[3 * Side];
            }
        }
    }

    // The last axis is the target's, the one before it the source's.
    private void CopyTurned(T* from, T* to, int width)
    {
        var (height, fromStep, toStep) = axes[^2];
        var (_, fromStride, toStride) = axes[^1];
        var square = stackalloc T[Side * Side];
        for (var row = 0; row < height; row += Side)
        {
            var rows = Math.Min(Side, height - row);
            for (var column = 0; column < width; column += Side)
            {
                var columns = Math.Min(Side, width - column);
                var read = from + column * fromStride + row * fromStep;
                var written = to + row * toStep + column * toStride;
                if (fromStep == 1 && toStride == 1 && rows == Side && columns == Side)
                {
                    TurnSquare(read, (nint)fromStride, square, written, (nint)toStep);
                    continue;
                }
                for (nint j = 0; j < columns; j++) CopyRun(read + j * (nint)fromStride, fromStep, square + j * Side, 1, rows);
                for (nint i = 0; i < rows; i++) CopyRun(square + i, Side, written + i * (nint)toStep, toStride, columns);
            }
        }
    }
}
