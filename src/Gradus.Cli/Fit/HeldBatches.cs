namespace Gradus.Cli;

/// <summary>Rows in memory, cut into batches; the last batch may be smaller.</summary>
internal sealed class HeldBatches(StandardMatrix matrix, int batchSize, long seed) : IBatches
{
    private readonly (Tensor X, Tensor Y) all = matrix.ToTensors();

    public long Rows => matrix.Rows;

    public int Steps => (matrix.Rows + batchSize - 1) / batchSize;

    public IEnumerable<Batch> Epoch(int epoch)
    {
        if (batchSize >= matrix.Rows)
        {
            yield return new Batch(all.X, all.Y);
            yield break;
        }
        var order = Tensor.Permutation(matrix.Rows, (ulong)seed + (ulong)epoch).ToArray<long>();
        var (x, y) = matrix.ToTensors(order);
        for (var start = 0; start < matrix.Rows; start += batchSize)
        {
            var end = Math.Min(start + batchSize, matrix.Rows);
            yield return new Batch(x[start..end], y[start..end]);
        }
    }
}
