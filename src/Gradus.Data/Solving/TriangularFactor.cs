using System.Globalization;

namespace Gradus.Data;

/// <summary>
/// The triangular factor R of a tall matrix A = Q R, made from its rows a block at a time: what is held never grows with the
/// rows.
/// </summary>
/// <remarks>
/// Folding a block replaces (R over block) by the R of both (Golub and Van Loan, 6.5.3). The target of a least-squares problem
/// is folded as the last column: there it becomes Q'y. Columns are kept scaled by powers of two, which rounds nothing, so that
/// values of 1e300 have squares. The rows of R that have not been reached (fewer rows than columns) take no memory.
/// </remarks>
public sealed class TriangularFactor
{
    private const int NoExponent = int.MinValue;

    private readonly double[]?[] rows;
    private readonly int[] exponents;

    /// <param name="columns">Columns of the matrix, the target among them.</param>
    public TriangularFactor(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        rows = new double[]?[columns];
        exponents = new int[columns];
        Array.Fill(exponents, NoExponent);
    }

    public int Columns => rows.Length;

    /// <summary>Rows folded in.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of R that hold anything: as many as were folded, at most <see cref="Columns"/>.</summary>
    public int Height => (int)Math.Min(Rows, Columns);

    /// <summary>A block size that keeps a block in the processor's second cache.</summary>
    public static int BlockRows(int columns) => Math.Clamp((1 << 15) / columns & ~7, 64, 1024);

    /// <summary>Column j of the factored matrix is column j of A times 2^-Exponent(j).</summary>
    public int Exponent(int column) => exponents[column] == NoExponent ? 0 : exponents[column];

    /// <summary>Element of R, 0 below the diagonal.</summary>
    public double this[int row, int column] => column < row || rows[row] is not { } values ? 0 : values[column - row];

    /// <summary>
    /// Folds <paramref name="count"/> rows, value j of row i at <c>block[j * stride + i]</c>. The block is overwritten.
    /// </summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public void Fold(Span<double> block, int stride, int count, CancellationToken cancellation = default)
    {
        Rescale(block, stride, count);
        Rows += count;
        FoldScaled(block, stride, count, cancellation);
    }

    /// <summary>Folds in the rows that another factor of the same columns was made from; it is used up.</summary>
    public void Merge(TriangularFactor other, CancellationToken cancellation = default)
    {
        if (other.Columns != Columns)
            throw new ArgumentException($"TriangularFactor.Merge: {other.Columns} columns into {Columns}; they must be as many.");
        for (var j = 0; j < Columns; j++)
        {
            if (other.exponents[j] == NoExponent) continue;
            var exponent = Math.Max(exponents[j], other.exponents[j]);
            if (exponents[j] != NoExponent) RescaleFactor(j, exponents[j] - exponent);
            other.RescaleFactor(j, other.exponents[j] - exponent);
            exponents[j] = exponent;
        }
        var height = other.Height;
        var block = new double[Columns * height];
        for (var j = 0; j < Columns; j++)
            for (var i = 0; i <= Math.Min(j, height - 1); i++) block[j * height + i] = other[i, j];
        Rows += other.Rows;
        FoldScaled(block, height, height, cancellation);
    }

    private void FoldScaled(Span<double> block, int stride, int count, CancellationToken cancellation)
    {
        var active = count;
        for (var k = 0; k < Columns && active > 0; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows[k] is not { } row)
            {
                // R has no such row yet: the block's last row becomes it.
                active--;
                row = rows[k] = new double[Columns - k];
                for (var j = k; j < Columns; j++) row[j - k] = block[j * stride + active];
            }
            var v = block.Slice(k * stride, active);
            var reflection = Householder.Create(row[0], v);
            row[0] = reflection.Value;
            if (reflection.Tau == 0) continue;
            for (var j = k + 1; j < Columns; j++)
                Householder.Apply(reflection.Tau, v, ref row[j - k], block.Slice(j * stride, active));
        }
    }

    /// <summary>Brings the block to the columns' scales, and the columns' scales up to the block's largest values.</summary>
    private void Rescale(Span<double> block, int stride, int count)
    {
        for (var j = 0; j < Columns; j++)
        {
            var column = block.Slice(j * stride, count);
            var largest = Vectors.LargestMagnitude(column);
            if (!double.IsFinite(largest)) throw NotFinite(column, j);
            if (largest == 0) continue;
            // So far down 2^-exponent is itself no double; what is smaller still is beyond any use.
            var exponent = Math.Max(Math.ILogB(largest) + 1, -1000);
            if (exponent > exponents[j])
            {
                if (exponents[j] != NoExponent) RescaleFactor(j, exponents[j] - exponent);
                exponents[j] = exponent;
            }
            if (exponents[j] != 0) Vectors.Scale(column, Math.ScaleB(1, -exponents[j]));
        }
    }

    private void RescaleFactor(int column, int power)
    {
        for (var k = 0; k <= column && rows[k] is { } row; k++) row[column - k] = Math.ScaleB(row[column - k], power);
    }

    private ArgumentException NotFinite(ReadOnlySpan<double> column, int index)
    {
        var row = 0;
        while (double.IsFinite(column[row])) row++;
        return new ArgumentException(
            $"TriangularFactor.Fold: row {Rows + row}, column {index} is {column[row].ToString(CultureInfo.InvariantCulture)}; "
            + "only finite numbers can be factored: leave such rows out.");
    }
}
