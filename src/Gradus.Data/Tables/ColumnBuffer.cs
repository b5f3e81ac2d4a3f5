namespace Gradus.Data;

/// <summary>
/// A column that grows: blocks of up to 64 Ki values, so that growing never copies and never doubles what is held.
/// </summary>
internal sealed class ColumnBuffer
{
    private const int SmallestBlock = 256;
    private const int LargestBlock = 1 << 16;

    private readonly List<double[]> blocks = [];
    private int free;

    public void Append(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty)
        {
            if (free == 0)
            {
                // A file of 10,000 columns and one row must not hold 10,000 large blocks.
                free = blocks.Count == 0 ? SmallestBlock : Math.Min(LargestBlock, 2 * blocks[^1].Length);
                blocks.Add(GC.AllocateUninitializedArray<double>(free));
            }
            var taken = Math.Min(free, values.Length);
            values[..taken].CopyTo(blocks[^1].AsSpan(blocks[^1].Length - free));
            values = values[taken..];
            free -= taken;
        }
    }

    /// <summary>All values in one array; the blocks are let go.</summary>
    public double[] ToArray()
    {
        var all = GC.AllocateUninitializedArray<double>(blocks.Sum(block => block.Length) - free);
        var filled = 0;
        foreach (var block in blocks)
        {
            var count = Math.Min(block.Length, all.Length - filled);
            block.AsSpan(0, count).CopyTo(all.AsSpan(filled));
            filled += count;
        }
        blocks.Clear();
        free = 0;
        return all;
    }
}
