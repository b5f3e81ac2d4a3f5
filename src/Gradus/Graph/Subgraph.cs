namespace Gradus.Graph;

/// <summary>
/// What one run is about: pending nodes, inputs before users, with the values that were known when the run began. Other threads
/// may publish values and let inputs go at any time; a subgraph has looked once and does not look again.
/// </summary>
internal sealed class Subgraph
{
    private Node[] nodes = new Node[64];
    private Storage?[] values = new Storage?[64];
    private bool[] isOutput = new bool[64];
    private int[] firstInput = new int[65];
    private int[] inputs = new int[128];

    public int Count { get; private set; }

    public Node this[int index] => nodes[index];

    /// <summary>The numbers of a leaf; null for what the run has to compute, and for bare numbers.</summary>
    public Storage? Value(int index) => values[index];

    public bool IsComputed(int index) => values[index] is null && !nodes[index].IsNumber;

    /// <summary>Somebody outside the run needs it.</summary>
    public ref bool IsOutput(int index) => ref isOutput[index];

    public ReadOnlySpan<int> Inputs(int index) => inputs.AsSpan(firstInput[index]..firstInput[index + 1]);

    /// <summary>Takes the walk over. False if another thread changed the graph meanwhile: walk again.</summary>
    public bool Take(NodeList walk)
    {
        Count = walk.Count;
        if (nodes.Length < Count)
        {
            var size = Math.Max(Count, nodes.Length * 2);
            (nodes, values, isOutput, firstInput) = (new Node[size], new Storage?[size], new bool[size], new int[size + 1]);
        }
        var used = 0;
        for (var i = 0; i < Count; i++)
        {
            var node = nodes[i] = walk[i];
            values[i] = node.Value;
            isOutput[i] = false;
            firstInput[i] = used;
            if (!IsComputed(i)) continue;
            for (var input = 0; input < node.InputCount; input++)
            {
                var at = node.InputOrNull(input) is { } found ? walk.Find(found) : -1;
                if (at < 0) return false;
                if (used == inputs.Length) Array.Resize(ref inputs, used * 2);
                inputs[used++] = at;
            }
        }
        firstInput[Count] = used;
        // A value is published before inputs are let go: if none has come, all inputs above were there.
        for (var i = 0; i < Count; i++)
            if (IsComputed(i) && nodes[i].Value is not null) return false;
        return true;
    }

    /// <summary>Forgets the nodes, so that they can be collected.</summary>
    public void Clear()
    {
        Array.Clear(nodes, 0, Count);
        Array.Clear(values, 0, Count);
        Count = 0;
    }
}
