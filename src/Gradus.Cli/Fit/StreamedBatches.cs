using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// Rows that do not fit in memory: chunks from anywhere in the table are mixed in a pool, and batches are cut from the pool.
/// </summary>
/// <param name="poolChunks">Chunks of a pool.</param>
internal sealed class StreamedBatches(
    StandardRows rows, int poolChunks, long batchSize, long seed, CancellationToken cancellation) : IBatches
{
    private readonly StandardMatrix matrix = rows.NewMatrix(poolChunks);

    public long Rows => rows.Rows;

    public int Steps => batchSize >= rows.Rows ? 1 : (int)((rows.Rows + batchSize - 1) / batchSize);

    public IEnumerable<Batch> Epoch(int epoch) => batchSize >= rows.Rows ? OneStep() : Mixed(epoch);

    /// <summary>All rows are one step: its gradient is collected over the pools.</summary>
    private IEnumerable<Batch> OneStep()
    {
        var seen = 0L;
        foreach (var pool in Enumerable.Range(0, rows.Chunks).Chunk(poolChunks))
        {
            rows.Read(pool, matrix, cancellation);
            if (matrix.Rows == 0) continue;
            seen += matrix.Rows;
            var (x, y) = matrix.ToTensors();
            yield return new Batch(x, y, (double)matrix.Rows / rows.Rows, seen == rows.Rows);
        }
    }

    private IEnumerable<Batch> Mixed(int epoch)
    {
        var key = (ulong)seed + (ulong)epoch;
        var chunks = Tensor.Permutation(rows.Chunks, key).ToArray<long>();
        foreach (var pool in chunks.Chunk(poolChunks))
        {
            rows.Read(pool.Select(chunk => (int)chunk), matrix, cancellation);
            if (matrix.Rows == 0) continue;
            var (x, y) = matrix.ToTensors(Tensor.Permutation(matrix.Rows, key).ToArray<long>());
            for (var start = 0; start < matrix.Rows; start += (int)batchSize)
            {
                var end = (int)Math.Min(start + batchSize, matrix.Rows);
                yield return new Batch(x[start..end], y[start..end]);
            }
        }
    }
}
