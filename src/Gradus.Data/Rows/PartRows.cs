namespace Gradus.Data;

/// <summary>The rows of one part of a training table: its terms, then the target.</summary>
internal sealed class PartRows : IStripedRowSource
{
    private const int MostStripes = 8;
    private const long LeastStripeRows = 50_000;

    private readonly TrainingTable table;
    private readonly Part part;

    public PartRows(TrainingTable table, Part part)
    {
        this.table = table;
        this.part = part;
    }

    public int Columns => table.Terms.Count + 1;

    public long Rows => table.Parts[part];

    public int Stripes => (int)Math.Clamp(table.Rows / LeastStripeRows, 1, Math.Min(MostStripes, table.Store.Chunks));

    public IRowCursor Open(CancellationToken cancellation) => new Cursor(this, 0, table.Store.Chunks, cancellation);

    public IRowCursor Open(int stripe, CancellationToken cancellation)
    {
        var chunks = (long)table.Store.Chunks;
        return new Cursor(this, (int)(chunks * stripe / Stripes), (int)(chunks * (stripe + 1) / Stripes), cancellation);
    }

    /// <summary>The rows of some chunks, in the order the chunks are named.</summary>
    public IRowCursor Open(IEnumerable<int> chunks, CancellationToken cancellation) => new Cursor(this, chunks, cancellation);

    private sealed class Cursor(PartRows source, IEnumerable<int> chunks, CancellationToken cancellation) : IRowCursor
    {
        private readonly IEnumerator<int> chunks = chunks.GetEnumerator();
        private readonly TableChunk chunk = new(source.table);
        private int next;

        public Cursor(PartRows source, int first, int end, CancellationToken cancellation)
            : this(source, Enumerable.Range(first, end - first), cancellation)
        {
        }

        public int Read(Span<double> block, int stride)
        {
            cancellation.ThrowIfCancellationRequested();
            var filled = 0;
            while (filled < stride)
            {
                if (next == chunk.Rows)
                {
                    if (!chunks.MoveNext()) break;
                    chunk.Load(chunks.Current, source.part);
                    next = 0;
                    continue;
                }
                var taken = Math.Min(stride - filled, chunk.Rows - next);
                chunk.CopyTo(block[filled..], stride, next, taken);
                next += taken;
                filled += taken;
            }
            return filled;
        }

        public void Dispose() => chunks.Dispose();
    }
}
