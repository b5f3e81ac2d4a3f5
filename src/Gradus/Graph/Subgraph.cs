using System.Runtime.InteropServices;

namespace Gradus.Graph;

/// <summary>
/// What one run is about: pending nodes, inputs before users, with the values that were known when the run began, and what it looks
/// like to a plan. Other threads may publish values and let inputs go at any time; a subgraph has looked once and does not look again.
/// </summary>
internal sealed class Subgraph
{
    private struct Entry
    {
        public Node Node;
        public Storage? Value;
        public int FirstInput;
        public int Ordinal;
        public bool IsOutput;
    }

    private Entry[] entries = new Entry[64];
    private readonly List<int> inputs = [];
    private readonly List<int> key = [];

    public int Count { get; private set; }

    /// <summary>The arrays of the leaves, in the order of the nodes; so are the numbers and the starts of slices.</summary>
    public readonly List<Array> Leaves = [];

    /// <summary>Numbers, in the bits of their lanes.</summary>
    public readonly List<long> Numbers = [];

    public readonly List<int> Starts = [];

    /// <summary>What somebody outside the run needs, in the order in which a plan lists it.</summary>
    public readonly List<int> Outputs = [];

    /// <summary>Numbers of this graph that the one it is counted as does not have: they belong to the plan.</summary>
    public readonly List<long> Constants = [];

    public int LeafCount { get; private set; }

    /// <summary>
    /// Ops, shapes and how they hang together, but no data, numbers and starts: graphs with equal keys have one plan.
    /// </summary>
    public ReadOnlySpan<int> Key => CollectionsMarshal.AsSpan(key);

    /// <summary>Whether a backward pass in it has not been written out.</summary>
    public bool HasDeferred { get; private set; }

    /// <summary>Whether a leaf has history, which a deferred backward pass would have to look into.</summary>
    public bool HasHistory { get; private set; }

    public Node this[int index] => entries[index].Node;

    /// <summary>The numbers of a leaf; null for what the run has to compute, and for bare numbers.</summary>
    public Storage? Value(int index) => entries[index].Value;

    public bool IsComputed(int index) => entries[index].Value is null && !entries[index].Node.IsNumber;

    public bool IsOutput(int index) => entries[index].IsOutput;

    /// <summary>Which leaf or number it is; of a slice, which is the first of its starts.</summary>
    public int Ordinal(int index) => entries[index].Ordinal;

    public ReadOnlySpan<int> Inputs(int index) =>
        CollectionsMarshal.AsSpan(inputs)[entries[index].FirstInput..(index + 1 < Count ? entries[index + 1].FirstInput : inputs.Count)];

    /// <summary>Takes the walk over. False if another thread changed the graph meanwhile: clear, and walk again.</summary>
    public bool Take(NodeList walk, List<Node> roots)
    {
        Count = walk.Count;
        if (entries.Length < Count) entries = new Entry[Math.Max(Count, entries.Length * 2)];
        foreach (var root in roots)
            if (walk.Find(root) is >= 0 and var at) entries[at].IsOutput = true;
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref entries[i];
            var node = entry.Node = walk[i];
            entry.FirstInput = inputs.Count;
            if (node.IsNumber) AddNumber(ref entry);
            else if ((entry.Value = node.Value) is { } value) AddLeaf(ref entry, value);
            else if (!AddComputed(ref entry, i, walk)) return false;
        }
        if (HasDeferred) AddHistory();
        LeafCount = Leaves.Count;
        return true;
    }

    private void AddNumber(ref Entry entry)
    {
        var number = entry.Node;
        entry.Ordinal = Numbers.Count;
        Numbers.Add(NumberOp.LaneBits(number));
        var isKeyed = NumberOp.IsKeyed(number);
        key.Add((isKeyed ? -2 : -1) - 4 * (int)number.DType);
        if (isKeyed) key.Add((int)NumberOp.Value(number));
    }

    private void AddLeaf(ref Entry entry, Storage value)
    {
        entry.Ordinal = Leaves.Count;
        Leaves.Add(value.Data);
        HasHistory |= entry.Node is { RequiresGrad: true, Owner: null };
        key.Add(-3);
        AddShape(entry.Node);
    }

    private bool AddComputed(ref Entry entry, int index, NodeList walk)
    {
        var node = entry.Node;
        var op = node.Op;
        entry.Ordinal = Starts.Count;
        if (entry.IsOutput |= KeepsNow(node)) Outputs.Add(index);
        key.Add(op.Id << 1 | (entry.IsOutput ? 1 : 0));
        var count = node.InputCount;
        for (var i = 0; i < count; i++)
        {
            var at = node.InputOrNull(i) is { } input ? walk.Find(input) : -1;
            if (at < 0) return false;
            inputs.Add(at);
            key.Add(at);
        }
        if (node.Facts is { } facts)
        {
            key.Add(facts.Length);
            foreach (var fact in facts) key.Add(fact);
        }
        if (node.Offsets is { } starts)
            foreach (var start in starts) Starts.Add(start);
        HasDeferred |= op is BackwardOp;
        if (!op.InfersShape) AddShape(node);
        // A value is published before inputs are let go: if none has come, all inputs above were there.
        return node.Value is null;
    }

    private void AddShape(Node node)
    {
        key.Add((int)node.DType << 8 | node.Shape.Rank);
        foreach (var extent in node.Shape.Extents) key.Add(extent);
    }

    // The nodes of a backward pass depend on where gradients flow.
    private void AddHistory()
    {
        for (var i = 0; i < Count; i += 32)
        {
            var bits = 0;
            for (var j = i; j < Math.Min(i + 32, Count); j++) bits |= entries[j].Node.RequiresGrad ? 1 << j : 0;
            key.Add(bits);
        }
    }

    // A value that an earlier run has computed and dropped is kept when it is needed again: products at once, cheaper ones the
    // second time, because computing those again inside a loop costs less than writing them.
    private static bool KeepsNow(Node node) =>
        node.Passed > 0 && (node.Op is ProductOp || (node.Passed > 1 && node.Op is MapOp or ReduceOp));

    /// <summary>Counts the values that a run has computed and nobody keeps.</summary>
    public void NotePassed()
    {
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref entries[i];
            if (entry.Value is null && !entry.IsOutput && entry.Node.Passed < byte.MaxValue) entry.Node.Passed++;
        }
    }

    public bool Contains(Node node)
    {
        for (var i = 0; i < Count; i++)
            if (entries[i].Node == node) return true;
        return false;
    }

    /// <summary>Whether another thread has computed something of it meanwhile.</summary>
    public bool IsStale()
    {
        for (var i = 0; i < Count; i++)
            if (IsComputed(i) && entries[i].Node.Value is not null) return true;
        return false;
    }

    /// <summary>
    /// Counts leaves, numbers, starts and outputs as another graph does, of which this one is the same with its backward passes written
    /// out: so a plan for this one is a plan for the other. False where this one reads what the other does not have.
    /// </summary>
    public bool CountAs(Subgraph other, NodeList walk)
    {
        var known = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < other.Count; i++)
        {
            var node = other[i];
            if (!other.IsComputed(i)) known[node] = other.Ordinal(i);
            else if (node.Offsets is { } starts) known[starts] = other.Ordinal(i);
        }
        LeafCount = other.LeafCount;
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref entries[i];
            if (IsComputed(i) && entry.Node.Offsets is null) continue;
            if (known.TryGetValue(IsComputed(i) ? entry.Node.Offsets! : entry.Node, out var ordinal)) entry.Ordinal = ordinal;
            else if (entry.Node.IsNumber)
            {
                Constants.Add(Numbers[entry.Ordinal]);
                entry.Ordinal = other.Numbers.Count + Constants.Count - 1;
            }
            else return false;
        }
        Outputs.Clear();
        foreach (var output in other.Outputs) Outputs.Add(walk.Find(other[output]));
        return true;
    }

    /// <summary>Forgets the nodes, so that they can be collected.</summary>
    public void Clear()
    {
        Array.Clear(entries, 0, Count);
        Count = 0;
        inputs.Clear();
        key.Clear();
        Leaves.Clear();
        Numbers.Clear();
        Starts.Clear();
        Outputs.Clear();
        Constants.Clear();
        (HasDeferred, HasHistory) = (false, false);
    }
}
