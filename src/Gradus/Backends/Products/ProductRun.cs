using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Products;

/// <summary>One product, cut into units that are shared out to the workers: matrices of a batch, or blocks of C.</summary>
internal sealed unsafe class ProductRun<T, V> where T : unmanaged where V : unmanaged
{
    // So many multiplications take as long as handing them to another thread.
    private const long WorthSharing = 120_000;

    // Units for each thread: a few more than one, so that a thread that comes late or is interrupted holds up less.
    private const int UnitsPerThread = 2;

    // Of B so many columns are packed at once.
    private const int MostColumns = 2048;

    // What a row and a column of a unit cost besides, in multiplications for each step along k: reading a row of A, or turning
    // and packing it, and packing a column of B.
    private const long ReadingRow = 4;
    private const long PackingRow = 24;
    private const long PackingColumn = 13;

    [ThreadStatic] private static ProductRun<T, V>? kept;

    private readonly Action<int, int> runPieces;
    private ProductStep step = null!;
    private Binding binding = null!;
    private int m;
    private int n;
    private int k;
    private int rowCuts;
    private int columnCuts;
    private int units;
    private int unitsOfPiece;

    private ProductRun() => runPieces = RunPieces;

    public static void Run(ProductStep step, Binding binding)
    {
        if (step.Shape.Elements == 0) return;
        var run = kept ?? new();
        kept = null;
        run.Prepare(step, binding);
        Workers.Run((run.units + run.unitsOfPiece - 1) / run.unitsOfPiece, binding.Cancellation, run.runPieces);
        (run.step, run.binding) = (null!, null!);
        kept = run;
    }

    private void Prepare(ProductStep step, Binding binding)
    {
        (this.step, this.binding) = (step, binding);
        var rank = step.Shape.Rank;
        (m, n, k) = (step.Shape[rank - 2], step.Shape[rank - 1], step.A.View.Shape[rank - 1]);
        if (IsOneMatrix(step.A.View, step.B.View)) m = step.Shape.Elements / n;
        var matrices = step.Shape.Elements / (m * n);
        var work = (long)step.Shape.Elements * k;
        var threads = (int)Math.Clamp(work / WorthSharing, 1, Flags.Threads);
        var wanted = threads == 1 ? 1 : (int)Math.Clamp(work / WorthSharing, threads, UnitsPerThread * threads);
        Cut((wanted + matrices - 1) / matrices);
        columnCuts = Math.Max(columnCuts, (n + MostColumns - 1) / MostColumns);
        units = matrices * rowCuts * columnCuts;
        // Small matrices are handed out several at a time.
        unitsOfPiece = Math.Max(units / wanted, 1);
    }

    // All matrices of A, one below the other, by the same B are one matrix by B.
    private static bool IsOneMatrix(View a, View b)
    {
        var stride = (long)a.Shape[^2] * a.Strides[^2];
        for (var axis = a.Shape.Rank - 3; axis >= 0; axis--)
        {
            if (a.Shape[axis] == 1) continue;
            if (b.Strides[axis] != 0 || a.Strides[axis] != stride) return false;
            stride *= a.Shape[axis];
        }
        return true;
    }

    // Into so many blocks of rows by columns that the largest takes the least time.
    private void Cut(int cuts)
    {
        var least = long.MaxValue;
        for (var cut = 1; cut <= cuts; cut++)
        {
            if (cuts % cut != 0) continue;
            long rows = Part(m, cut, Tile<T, V>.Rows), columns = Part(n, cuts / cut, Tile<T, V>.Columns);
            var row = columns > Blocking<T, V>.FewColumns ? PackingRow : ReadingRow;
            var costs = rows * columns + row * rows + PackingColumn * columns;
            if (costs < least) (least, rowCuts, columnCuts) = (costs, cut, cuts / cut);
        }
    }

    private static int Part(int extent, int cuts, int tile) => ((extent + tile - 1) / tile + cuts - 1) / cuts * tile;

    private void RunPieces(int first, int end)
    {
        int rows = Part(m, rowCuts, Tile<T, V>.Rows), columns = Part(n, columnCuts, Tile<T, V>.Columns);
        var arrays = binding.Arrays;
        fixed (T* a = (T[])arrays[step.A.Slot], b = (T[])arrays[step.B.Slot], c = (T[])arrays[step.Slot])
        {
            var last = Math.Min(end * unitsOfPiece, units);
            for (var unit = first * unitsOfPiece; unit < last; unit++)
            {
                var (matrix, block) = Math.DivRem(unit, rowCuts * columnCuts);
                int row = block / columnCuts * rows, column = block % columnCuts * columns;
                if (row >= m || column >= n) continue;
                Block<T, V>.Multiply(
                    Matrix<T>.Of(a, step.A, binding.Starts, matrix).From(row, 0),
                    Matrix<T>.Of(b, step.B, binding.Starts, matrix).From(0, column),
                    new Matrix<T>(c + step.SlotOffset + (nint)matrix * m * n, n, 1).From(row, column),
                    Math.Min(rows, m - row), Math.Min(columns, n - column), k, binding.Cancellation);
            }
        }
    }
}
