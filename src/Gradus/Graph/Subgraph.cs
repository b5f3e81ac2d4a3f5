namespace Gradus.Graph;

/// <summary>
/// What one run is about: pending nodes, inputs before users, with the values that were known when the walk met them, and what it
/// all looks like to a plan. Other threads may publish values and let inputs go at any time; a subgraph looks once at each node.
/// </summary>
internal sealed partial class Subgraph
{
    // The usual graph is shallow, and calls are cheaper than a stack of our own; a deep one goes on without them.
    private const int Deepest = 200;

    // Each number is compared with those before it; so many are more than a step of a program has.
    private const int MostMerged = 64;

    private struct Entry
    {
        public Node Node;
        public int FirstInput;
        public int Ordinal;
        public bool IsComputed;
        public bool IsOutput;

        // An earlier run has computed it and kept nothing.
        public bool IsPassed;
        public int EarlierWeight;
    }

    private Entry[] entries = new Entry[64];
    private int[] inputs = new int[128];
    private int inputCount;
    private Dictionary<Node, int>? positions;
    private bool isStale;

    // Numbers that stand for one that has been met before, because they are equal: which of the two a program has made once or
    // twice is chance.
    private readonly List<(Node Number, int Place)> repeated = [];
    private readonly List<int> numberPlaces = [];

    public int Count { get; private set; }

    /// <summary>What has to be computed; a group that the walk meets adds its members.</summary>
    public readonly List<Node> Roots = [];

    /// <summary>The arrays of the leaves, in the order of the nodes: <see cref="LeafCount"/> of them.</summary>
    public object[] Leaves = new object[16];

    /// <summary>Numbers, in the bits of their lanes.</summary>
    public readonly List<long> Numbers = [];

    /// <summary>Starts of slices.</summary>
    public readonly List<int> Starts = [];

    /// <summary>What somebody outside the run needs, in the order in which a plan lists it.</summary>
    public readonly List<int> Outputs = [];

    /// <summary>Numbers of this graph that the one it is counted as does not have: they belong to the plan.</summary>
    public readonly List<long> Constants = [];

    public int LeafCount { get; private set; }

    /// <summary>
    /// Whether equal numbers count as one. Not where nodes have been made for a plan: a formula's own number stays what it is,
    /// whatever the program's is at the next run.
    /// </summary>
    public bool MergesNumbers { get; init; } = true;

    /// <summary>Whether a backward pass in it has not been written out.</summary>
    public bool HasDeferred { get; private set; }

    /// <summary>Whether a leaf has history, which a deferred backward pass would have to look into.</summary>
    public bool HasHistory { get; private set; }

    /// <summary>Whether an earlier run has computed something of it and kept nothing.</summary>
    public bool HasPassed { get; private set; }

    public Node this[int index] => entries[index].Node;

    /// <summary>Neither a number nor a leaf.</summary>
    public bool IsComputed(int index) => entries[index].IsComputed;

    public bool IsOutput(int index) => entries[index].IsOutput;

    /// <summary>Which leaf or number it is; of a slice, which is the first of its starts.</summary>
    public int Ordinal(int index) => entries[index].Ordinal;

    public ReadOnlySpan<int> Inputs(int index) =>
        inputs.AsSpan(entries[index].FirstInput..(index + 1 < Count ? entries[index + 1].FirstInput : inputCount));

    /// <summary>
    /// Walks what is pending below the roots. False if another thread changed the graph meanwhile: then clear it, and walk again.
    /// </summary>
    public bool Walk()
    {
        if (!Node.TakeSlots()) positions = new(ReferenceEqualityComparer.Instance);
        try
        {
            for (var root = 0; root < Roots.Count; root++)
                if (Roots[root].IsPending) Visit(Roots[root], Deepest);
            foreach (var root in Roots)
                if (Find(root) is >= 0 and var at && entries[at] is { IsComputed: true, IsOutput: false }) AddOutput(at);
        }
        finally
        {
            if (positions is null) Node.ReturnSlots();
        }
        nodesEnd = keyLength;
        CloseKey();
        return !isStale;
    }

    /// <summary>Where the node stands, or -1.</summary>
    private int Find(Node node)
    {
        if (positions is not null) return positions.GetValueOrDefault(node, -1);
        var slot = node.Slot;
        return (uint)slot < (uint)Count && ReferenceEquals(entries[slot].Node, node) ? slot : -1;
    }

    // Adds what the node depends on and then the node.
    private int Visit(Node node, int depthLeft)
    {
        if (Find(node) is >= 0 and var known) return known;
        if (node.IsNumber) return AddNumber(node);
        if (node.Value is { } value) return AddLeaf(node, value);
        if (depthLeft == 0)
        {
            foreach (var below in Order.Below(node, static node => node.IsPending, static _ => true)) Visit(below, 1);
            return Find(node);
        }
        // A waiting state's own group is what hangs on it: finishing an update must not compute the next loss.
        if (node.Owner is null && Group.Of(node) is { } group) group.TakeRoots(Roots);
        var count = node.InputCount;
        if (count > 2) return VisitMany(node, count, depthLeft);
        int first = -1, second = -1;
        if (count > 0 && (first = VisitInput(node, 0, depthLeft)) < 0) return -1;
        if (count > 1 && (second = VisitInput(node, 1, depthLeft)) < 0) return -1;
        return AddComputed(node, count, first, second);
    }

    private int VisitMany(Node node, int count, int depthLeft)
    {
        Span<int> found = count <= 16 ? stackalloc int[count] : new int[count];
        for (var i = 0; i < count; i++)
            if ((found[i] = VisitInput(node, i, depthLeft)) < 0) return -1;
        var at = AddComputed(node, count, found[0], found[1]);
        foreach (var input in found) KeepPassed(at, input);
        found.CopyTo(inputs.AsSpan(inputCount - count));
        var words = Words(1 + count);
        words[0] = count;
        found.CopyTo(words[1..]);
        return at;
    }

    // An input is missing when another thread has computed the node just now.
    private int VisitInput(Node node, int index, int depthLeft)
    {
        if (node.InputOrNull(index) is { } input) return Visit(input, depthLeft - 1);
        isStale = true;
        return -1;
    }

    private int Append(Node node)
    {
        if (Count == entries.Length) Array.Resize(ref entries, Count * 2);
        ref var entry = ref entries[Count];
        entry.Node = node;
        entry.FirstInput = inputCount;
        entry.EarlierWeight = node.Weight;
        if (positions is null) node.Slot = Count;
        else positions[node] = Count;
        return Count++;
    }

    private int AddNumber(Node number)
    {
        if (MergesNumbers && numberPlaces.Count <= MostMerged)
        {
            foreach (var place in numberPlaces)
            {
                if (!NumberOp.AreEqual(entries[place].Node, number)) continue;
                repeated.Add((number, place));
                return place;
            }
        }
        var at = Append(number);
        numberPlaces.Add(at);
        entries[at].Ordinal = Numbers.Count;
        Numbers.Add(NumberOp.LaneBits(number));
        var isKeyed = NumberOp.IsKeyed(number);
        var words = Words(2);
        words[0] = (isKeyed ? -2 : -1) - 4 * (int)number.DType;
        words[1] = isKeyed ? (int)NumberOp.Value(number) : 0;
        return at;
    }

    private int AddLeaf(Node leaf, Array value)
    {
        var at = Append(leaf);
        entries[at].Ordinal = LeafCount;
        if (LeafCount == Leaves.Length) Array.Resize(ref Leaves, LeafCount * 2);
        Leaves[LeafCount++] = value;
        HasHistory |= leaf is { RequiresGrad: true, IsParameter: false };
        var words = Words(2 + leaf.Shape.Rank);
        words[0] = Leaf;
        WriteShape(leaf, words[1..]);
        return at;
    }

    // Of more than two inputs the caller writes all.
    private int AddComputed(Node node, int count, int first, int second)
    {
        if (inputCount + count > inputs.Length) Array.Resize(ref inputs, (inputCount + count) * 2);
        var at = Append(node);
        ref var entry = ref entries[at];
        entry.IsComputed = true;
        entry.Ordinal = Starts.Count;
        var op = node.Op;
        HasDeferred |= op is BackwardOp;
        // A value is published before inputs are let go: if none has come, those that were found are all.
        isStale |= node.Value is not null;
        entry.IsPassed = node.Passed > 0;
        HasPassed |= entry.IsPassed;
        if (entry.IsPassed && op is ProductOp) AddOutput(at);
        node.Passed++;
        // All that is below it has been walked: shared inputs need not be counted twice any more.
        if (node.Weight > Count) node.Weight = Count;
        KeepPassed(at, first);
        if (count > 1) KeepPassed(at, second);
        if (node.Offsets is { } starts) Starts.AddRange(starts);
        inputs[inputCount] = first;
        if (count > 1) inputs[inputCount + 1] = second;
        inputCount += count;
        var facts = node.Facts;
        // With the number of facts, or axes and an extent could read like other axes.
        var words = Words(3 + (facts is null ? 0 : 1 + facts.Length) + (op.InfersShape ? 0 : 1 + node.Shape.Rank));
        words[0] = op.Id << 4 | Math.Min(count, 15);
        words[1] = first;
        words[2] = second;
        if (facts is null && op.InfersShape) return at;
        var next = 3;
        if (facts is not null)
        {
            words[next++] = facts.Length;
            foreach (var fact in facts) words[next++] = fact;
        }
        if (!op.InfersShape) WriteShape(node, words[next..]);
        return at;
    }

    private void AddOutput(int at)
    {
        entries[at].IsOutput = true;
        Outputs.Add(at);
    }

    /// <summary>Where the node stands, or -1; also when the walk has given its slots back.</summary>
    public int IndexOf(Node node)
    {
        for (var i = 0; i < Count; i++)
            if (entries[i].Node == node) return i;
        foreach (var (number, place) in repeated)
            if (number == node) return place;
        return -1;
    }

    /// <summary>Whether the number is one of the program's; also when the walk has given its slots back.</summary>
    public bool HasNumber(Node number)
    {
        if ((uint)number.Slot < (uint)Count && entries[number.Slot].Node == number) return true;
        foreach (var place in numberPlaces)
            if (entries[place].Node == number) return true;
        foreach (var (equal, _) in repeated)
            if (equal == number) return true;
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
    /// Counts leaves, numbers, starts and outputs as another graph does, of which this one is the same with its backward passes
    /// written out: so a plan for this one is a plan for the other. False where this one reads what the other does not have.
    /// </summary>
    public bool CountAs(Subgraph other)
    {
        var known = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < other.Count; i++)
        {
            var node = other[i];
            if (!other.IsComputed(i)) known[node] = other.Ordinal(i);
            else if (node.Offsets is { } starts) known[starts] = other.Ordinal(i);
        }
        foreach (var (number, place) in other.repeated) known[number] = other.Ordinal(place);
        LeafCount = other.LeafCount;
        var places = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref entries[i];
            places[entry.Node] = i;
            if (entry.IsComputed && entry.Node.Offsets is null) continue;
            if (known.TryGetValue(entry.IsComputed ? entry.Node.Offsets! : entry.Node, out var ordinal)) entry.Ordinal = ordinal;
            else if (entry.Node.IsNumber)
            {
                Constants.Add(Numbers[entry.Ordinal]);
                entry.Ordinal = other.Numbers.Count + Constants.Count - 1;
            }
            else return false;
        }
        Outputs.Clear();
        foreach (var output in other.Outputs) Outputs.Add(places[other[output]]);
        return true;
    }

    /// <summary>Takes back that the nodes have been passed: the graph is going to be walked once more for the same run.</summary>
    public void Retract()
    {
        for (var i = 0; i < Count; i++)
        {
            if (!entries[i].IsComputed) continue;
            entries[i].Node.Passed--;
            entries[i].Node.Weight = entries[i].EarlierWeight;
        }
        Clear();
    }

    /// <summary>Forgets the nodes, so that they can be collected, but not the roots.</summary>
    public void Clear()
    {
        Array.Clear(entries, 0, Count);
        Array.Clear(Leaves, 0, LeafCount);
        (Count, LeafCount, inputCount, keyLength) = (0, 0, 0, 0);
        Numbers.Clear();
        Starts.Clear();
        Outputs.Clear();
        Constants.Clear();
        missed.Clear();
        repeated.Clear();
        Considered = [];
        numberPlaces.Clear();
        positions = null;
        (HasDeferred, HasHistory, HasPassed, isStale) = (false, false, false, false);
    }
}
