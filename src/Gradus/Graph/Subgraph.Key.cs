namespace Gradus.Graph;

/// <summary>What a graph looks like to a plan, in words.</summary>
internal sealed partial class Subgraph
{
    // Words of a key that no op and no input is.
    private const int Leaf = -3;
    private const int NodesEnd = -1000;

    private int[] key = new int[256];
    private int keyLength;
    private int nodesEnd;

    /// <summary>
    /// Ops, shapes and how they hang together, but no data, numbers and starts: graphs with equal keys have one plan.
    /// </summary>
    public ReadOnlySpan<int> Key => key.AsSpan(0, keyLength);

    private void CloseKey()
    {
        keyLength = nodesEnd;
        var ends = Words(1 + Outputs.Count);
        ends[0] = NodesEnd - Count;
        for (var i = 0; i < Outputs.Count; i++) ends[i + 1] = Outputs[i];
        if (HasDeferred) AddHistory();
    }

    private static void WriteShape(Node node, Span<int> words)
    {
        words[0] = (int)node.DType << 8 | node.Shape.Rank;
        var next = 1;
        foreach (var extent in node.Shape.Extents) words[next++] = extent;
    }

    // The next words of the key.
    private Span<int> Words(int count)
    {
        if (keyLength + count > key.Length) Array.Resize(ref key, (keyLength + count) * 2);
        var words = key.AsSpan(keyLength, count);
        keyLength += count;
        return words;
    }

    private void AddHistory()
    {
        var words = Words((Count + 7) / 8);
        words.Clear();
        for (var i = 0; i < Count; i++) words[i >> 3] |= entries[i].Node.Flow << (i & 7) * 4;
    }
}
