namespace Gradus.Cli;

/// <summary>The rows of a data set, a batch at a time: x (rows, features), y (rows, 1).</summary>
internal sealed class Batches(Tensor x, Tensor y, int batchSize, long seed)
{
    public int Rows => x.Shape[0];

    /// <summary>
    /// One epoch: all rows once; the last batch may be smaller. When there are several batches, each epoch puts the rows in
    /// another order, drawn from the seed and the epoch.
    /// </summary>
    public IEnumerable<(Tensor X, Tensor Y)> Epoch(int epoch)
    {
        if (batchSize >= Rows)
        {
            yield return (x, y);
            yield break;
        }
        var order = Tensor.Permutation(Rows, (ulong)seed + (ulong)epoch).ToArray<long>();
        var (shuffledX, shuffledY) = (Rearranged(x, order), Rearranged(y, order));
        for (var start = 0; start < Rows; start += batchSize)
        {
            var end = Math.Min(start + batchSize, Rows);
            yield return (shuffledX[start..end], shuffledY[start..end]);
        }
    }

    private static Tensor Rearranged(Tensor matrix, long[] order)
    {
        var columns = matrix.Shape[1];
        var values = matrix.ToDoubles();
        var rearranged = new double[values.Length];
        for (var row = 0; row < order.Length; row++)
            values.AsSpan((int)order[row] * columns, columns).CopyTo(rearranged.AsSpan(row * columns, columns));
        return Tensor.From(rearranged, matrix.Shape).To(matrix.DType);
    }
}
