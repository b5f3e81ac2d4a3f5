using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;

namespace Gradus.Data;

/// <summary>
/// The matrix of a least-squares problem, read from its source: a column of ones if there is an intercept, the features; then
/// the target.
/// </summary>
internal sealed class Design(IRowSource source, bool intercept)
{
    /// <summary>Columns before the first feature.</summary>
    public int Leading => intercept ? 1 : 0;

    /// <summary>Columns without the target.</summary>
    public int Columns => Leading + source.Columns - 1;

    /// <summary>The triangular factor of all rows; stripes are factored at the same time, then folded in their order.</summary>
    public TriangularFactor Fold(CancellationToken cancellation)
    {
        var factors = new TriangularFactor[Stripes];
        ForEachStripe(stripe => factors[stripe] = Fold(stripe, cancellation), cancellation);
        for (var stripe = 1; stripe < factors.Length; stripe++) factors[0].Merge(factors[stripe], cancellation);
        return factors[0];
    }

    private int Stripes => source is IStripedRowSource striped ? striped.Stripes : 1;

    private IRowCursor Open(int stripe, CancellationToken cancellation) =>
        source is IStripedRowSource striped ? striped.Open(stripe, cancellation) : source.Open(cancellation);

    private void ForEachStripe(Action<int> action, CancellationToken cancellation)
    {
        var stripes = Stripes;
        if (stripes == 1)
        {
            action(0);
            return;
        }
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Flags.Threads, CancellationToken = cancellation };
            Parallel.For(0, stripes, options, action);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private TriangularFactor Fold(int stripe, CancellationToken cancellation)
    {
        var factor = new TriangularFactor(Columns + 1);
        var stride = TriangularFactor.BlockRows(Columns + 1);
        var block = new double[(Columns + 1) * stride];
        using var cursor = Open(stripe, cancellation);
        while (Read(cursor, block, stride, cancellation) is > 0 and var count) factor.Fold(block, stride, count, cancellation);
        return factor;
    }

    /// <summary>
    /// A'(y - A x) over some columns of the scaled design, residuals and sums in doubled precision; one pass over the rows.
    /// </summary>
    /// <param name="exponents">Of all columns and the target: they are taken times 2^-exponent.</param>
    /// <param name="columns">The columns that x belongs to.</param>
    public double[] Gradient(
        IReadOnlyList<int> exponents, int[] columns, double[] x, CancellationToken cancellation)
    {
        var parts = new (Vector256<double>[] Sums, Vector256<double>[] Rests)[Stripes];
        ForEachStripe(stripe => parts[stripe] = Gradient(stripe, exponents, columns, x, cancellation), cancellation);
        var gradient = new double[columns.Length];
        for (var k = 0; k < gradient.Length; k++)
        {
            var (sum, rest) = (parts[0].Sums[k], parts[0].Rests[k]);
            for (var stripe = 1; stripe < parts.Length; stripe++)
            {
                sum = Doubled.Sum(sum, parts[stripe].Sums[k], out var lost);
                rest += lost + parts[stripe].Rests[k];
            }
            gradient[k] = Doubled.Total(sum, rest);
        }
        return gradient;
    }

    private (Vector256<double>[] Sums, Vector256<double>[] Rests) Gradient(
        int stripe, IReadOnlyList<int> exponents, int[] columns, double[] x, CancellationToken cancellation)
    {
        var stride = TriangularFactor.BlockRows(Columns + 1);
        var block = new double[(Columns + 1) * stride];
        var low = new double[stride];
        var sums = new Vector256<double>[columns.Length];
        var rests = new Vector256<double>[columns.Length];
        using var cursor = Open(stripe, cancellation);
        while (Read(cursor, block, stride, cancellation) is > 0 and var count)
        {
            var padded = count + 3 & ~3;
            var residual = Scaled(block, Columns, stride, count, padded, exponents);
            low.AsSpan().Clear();
            for (var k = 0; k < columns.Length; k++)
            {
                var column = Scaled(block, columns[k], stride, count, padded, exponents);
                Doubled.SubtractScaled(residual, low.AsSpan(0, padded), x[k], column);
            }
            for (var k = 0; k < columns.Length; k++)
                Doubled.AddDot(
                    block.AsSpan(columns[k] * stride, padded), residual, low.AsSpan(0, padded), ref sums[k], ref rests[k]);
        }
        return (sums, rests);
    }

    private int Read(IRowCursor cursor, Span<double> block, int stride, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = cursor.Read(block[(Leading * stride)..], stride);
        if (intercept) block[..count].Fill(1);
        return count;
    }

    /// <summary>A column of the block in its scale, the rows up to the next multiple of four filled with zeros.</summary>
    private static Span<double> Scaled(
        double[] block, int column, int stride, int count, int padded, IReadOnlyList<int> exponents)
    {
        var values = block.AsSpan(column * stride, padded);
        values[count..].Clear();
        if (exponents[column] != 0) Vectors.Scale(values, Math.ScaleB(1, -exponents[column]));
        return values;
    }
}
