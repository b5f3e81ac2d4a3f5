using Gradus.Loops;

namespace Gradus.Backends.Products;

/// <summary>One product, cut into units for the workers.</summary>
internal sealed unsafe class ProductRun<T, V> where T : unmanaged where V : unmanaged
{
    // A wider part of C would read its rows of A from memory again and again.
    private const int MostColumns = 2048;

    // Multiplications below which a second worker costs more than it brings.
    private const long ParallelWork = 150_000;

    [ThreadStatic] private static ProductRun<T, V>? kept;

    private readonly Action<int, int> run;
    private ProductStep step = null!;
    private Binding binding = null!;
    private int m;
    private int n;
    private int k;
    private int rowCuts;
    private int columnCuts;
    private int units;
    private int unitsPerPiece;

    private ProductRun() => run = Run;

    public static void Run(ProductStep step, Binding binding)
    {
        var run = kept ?? new();
        kept = null;
        run.Prepare(step, binding);
        if (run.m > 0 && run.n > 0 && run.units > 0)
            Workers.Run((run.units + run.unitsPerPiece - 1) / run.unitsPerPiece, binding.Cancellation, run.run);
        run.binding = null!;
        kept = run;
    }

    private void Prepare(ProductStep step, Binding binding)
    {
        (this.step, this.binding) = (step, binding);
        var shape = step.Shape;
        var rank = shape.Rank;
        (m, n, k) = (shape[rank - 2], shape[rank - 1], step.A.View.Shape[rank - 1]);
        var matrices = 1;
        for (var axis = 0; axis < rank - 2; axis++) matrices *= shape[axis];
        var work = (long)m * n * Math.Max(k, 1);
        var threads = (int)Math.Clamp(matrices * work / ParallelWork, 1, Flags.Threads);
        Cut(threads == 1 || matrices >= 4 * threads || matrices % threads == 0 ? 1 : threads);
        columnCuts = Math.Max(columnCuts, (n + MostColumns - 1) / MostColumns);
        units = matrices * rowCuts * columnCuts;
        unitsPerPiece = threads == 1
            ? units
            : (int)Math.Clamp(ParallelWork / (work / (rowCuts * columnCuts) + 1), 1, (units + threads - 1) / threads);
    }

    // The parts of C whose borders are shortest: what lies along them is packed twice.
    private void Cut(int cuts)
    {
        var best = long.MaxValue;
        for (var cut = 1; cut <= cuts; cut++)
        {
            if (cuts % cut != 0) continue;
            long rows = Extent(m, cut, Tile<T, V>.Rows), columns = Extent(n, cuts / cut, Tile<T, V>.Columns);
            var cost = rows * columns + 10 * (rows + columns);
            if (cost < best) (best, rowCuts, columnCuts) = (cost, cut, cuts / cut);
        }
    }

    private static int Extent(int extent, int cuts, int multiple) =>
        ((extent + multiple - 1) / multiple + cuts - 1) / cuts * multiple;

    private void Run(int first, int end)
    {
        int rows = Extent(m, rowCuts, Tile<T, V>.Rows), columns = Extent(n, columnCuts, Tile<T, V>.Columns);
        fixed (T* memoryA = Memory(step.A.Slot), memoryB = Memory(step.B.Slot), memoryC = Memory(step.Slot))
        {
            var last = Math.Min(end * unitsPerPiece, units);
            for (var unit = first * unitsPerPiece; unit < last; unit++)
            {
                var (matrix, cut) = Math.DivRem(unit, rowCuts * columnCuts);
                var (row, column) = Math.DivRem(cut, columnCuts);
                (row, column) = (row * rows, column * columns);
                if (row >= m || column >= n) continue;
                var a = Matrix<T>.Of(memoryA, step.A, binding.Starts, matrix).From(row, 0);
                var b = Matrix<T>.Of(memoryB, step.B, binding.Starts, matrix).From(0, column);
                var c = new Matrix<T>(memoryC + step.SlotOffset + (nint)matrix * m * n, n, 1).From(row, column);
                Block<T, V>.Multiply(a, b, c, Math.Min(rows, m - row), Math.Min(columns, n - column), k, binding.Cancellation);
            }
        }
    }

    private T[] Memory(int slot) => (T[])binding.Arrays[slot];
}
