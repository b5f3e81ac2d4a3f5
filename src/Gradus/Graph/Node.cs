namespace Gradus.Graph;

/// <summary>
/// One value of the graph: what it is, never how to run it. Immutable but for the fields below the line, which record
/// that its numbers are known, who owns it and what it is pending with.
/// </summary>
/// <remarks>A training step makes some twenty of these, so that their size counts: what few nodes have is kept apart.</remarks>
internal sealed class Node
{
    private const byte History = 128;
    private const byte Turned = 64;
    private const byte Registered = 32;
    private const byte Recorded = 16;
    private const byte MostPasses = 15;

    public readonly Op Op;
    public readonly Shape Shape;

    /// <summary>What is fixed about the node besides its inputs (axes, a permutation, steps): part of a plan's key.</summary>
    public readonly int[]? Facts;

    private Rarities? rarities;

    public readonly DType DType;

    // ---------------------------------------------------------------------------------------------------------------
    private byte state;
    private ushort weight;

    /// <summary>Where the current walk put this node. Only a hint: valid if the walk's list holds this node there.</summary>
    public int Slot;

    private Node? first;
    private Node? second;
    private volatile Array? value;

    /// <summary>The tensor whose value this is, for parameters and other mutable state.</summary>
    public Tensor? Owner;

    /// <summary>State changes and small results that are to be run together with this node.</summary>
    public Group? Group;

    // More inputs than two, starts of slices, the bits of a number, the claim to a large array, the value without its history.
    private sealed class Rarities
    {
        public Node? Detached;
        public Node[]? Parts;
        public int[]? Offsets;
        public long Bits;
        public object? Claim;
    }

    public Node(
        Op op, Shape shape, DType dtype, Node? first = null, Node? second = null, int[]? facts = null, bool requiresGrad = false)
    {
        Op = op;
        Shape = shape;
        DType = dtype;
        if (facts is not null) Facts = facts;
        if (requiresGrad) state = History;
        // Most nodes have one or two inputs; a field that stays null is not written.
        var sum = 1;
        if (first is not null)
        {
            this.first = first;
            sum += first.weight;
        }
        if (second is not null)
        {
            this.second = second;
            sum += second.weight;
        }
        weight = (ushort)Math.Min(sum, ushort.MaxValue);
    }

    /// <summary>A node of one input that starts somewhere in it.</summary>
    public Node(Op op, Shape shape, Node input, int[]? facts, int[]? offsets, bool requiresGrad)
        : this(op, shape, input.DType, input, facts: facts, requiresGrad: requiresGrad)
    {
        if (offsets is not null) rarities = new() { Offsets = offsets };
        if (op is MoveOp move && move.IsTurned(input.IsTurned, facts)) state |= Turned;
    }

    /// <summary>A node of any number of inputs.</summary>
    public Node(
        Op op, Shape shape, DType dtype, Node[] parts, int[]? facts = null, int[]? offsets = null, bool requiresGrad = false)
        : this(op, shape, dtype, facts: facts, requiresGrad: requiresGrad)
    {
        rarities = new() { Parts = parts, Offsets = offsets };
        var sum = 1L;
        foreach (var part in parts) sum += part.weight;
        weight = (ushort)Math.Min(sum, ushort.MaxValue);
    }

    /// <summary>A bare number.</summary>
    public Node(NumberOp op, DType dtype, long bits, int[]? facts = null) : this(op, Shape.Scalar, dtype, facts: facts) =>
        rarities = new() { Bits = bits };

    /// <summary>A value that is there from the start. A claim says that somebody has the array and goes with it.</summary>
    public Node(Array numbers, DType dtype, Shape shape, object? claim = null, bool isTurned = false)
    {
        if (isTurned) state = Turned;
        Op = LeafOp.Instance;
        Shape = shape;
        DType = dtype;
        value = numbers;
        if (claim is not null) rarities = new() { Claim = claim };
    }

    /// <summary>The numbers of a realized node without its history.</summary>
    public Node(Node realized, bool isTurned = false)
        : this(realized.value!, realized.DType, realized.Shape, realized.rarities?.Claim, isTurned)
    {
    }

    public Array? Value => value;

    /// <summary>Whether <see cref="Gradient.Reverse"/> has to walk through this node.</summary>
    public bool RequiresGrad => state >= History;

    /// <summary>Whether gradients stop here and are collected.</summary>
    public bool IsParameter => RequiresGrad && Owner is not null;

    /// <summary>
    /// What the nodes of a backward pass depend on besides the graph: whether gradients flow through this node, whether they stop
    /// here, and what they turn back. Less than 8.
    /// </summary>
    public int Flow => state >> 6 | (IsParameter ? 4 : 0);

    /// <summary>
    /// Whether it was made by turning a matrix: its rows are likely columns in memory. It stays so when the value has been
    /// computed by itself, so that sums of what hangs on it keep their order.
    /// </summary>
    public bool IsTurned => (state & Turned) != 0;

    /// <summary>Whether it is a member of a group, whose run keeps it.</summary>
    public bool IsRegistered => (state & Registered) != 0;

    public void Register() => state |= Registered;

    /// <summary>Whether it is the value of a state in a step that is being recorded, which no other run may compute.</summary>
    public bool IsRecorded
    {
        get => (state & Recorded) != 0;
        set => state = (byte)(value ? state | Recorded : state & ~Recorded);
    }

    /// <summary>What may change from run to run (where slices start): not part of a plan's key.</summary>
    public int[]? Offsets => rarities?.Offsets;

    /// <summary>The bits of a number: a double's for floating point, a long's otherwise.</summary>
    public long Bits => rarities?.Bits ?? 0;

    public bool IsNumber => Op is NumberOp;

    /// <summary>Neither realized nor a constant: a run has to compute it.</summary>
    public bool IsPending => value is null && Op is not NumberOp;

    /// <summary>
    /// An upper bound on the pending nodes up to this one, or more than any graph may have; exactly so many stood there in the
    /// last run that has passed it.
    /// </summary>
    public int Weight
    {
        get => weight;
        set => weight = (ushort)Math.Min(value, ushort.MaxValue);
    }

    /// <summary>How many runs have computed this node without keeping it.</summary>
    public int Passed
    {
        get => state & MostPasses;
        set => state = (byte)(state & ~MostPasses | Math.Clamp(value, 0, MostPasses));
    }

    /// <summary>
    /// A run has computed the node and not kept it. All that is below it stood before it there: its place serves as its weight.
    /// </summary>
    public void PassedBy(Loops.Plan plan, int place)
    {
        Weight = place + 1;
        if (Group is { } group && group.Ran != plan) group.Ran = plan;
    }

    /// <summary>The file and line that made the node, known only under <see cref="Flags.Trace"/>.</summary>
    public string? Origin => Flags.OriginOf(this);

    /// <summary>
    /// A node without history drops its inputs when its value is published; a walk that finds an input missing finds the value
    /// there instead, because the value is written first.
    /// </summary>
    public int InputCount =>
        rarities?.Parts is { } parts ? parts.Length : second is not null ? 2 : first is not null ? 1 : 0;

    public Node Input(int index) => InputOrNull(index)!;

    /// <summary>The input, or null when another thread has just published the value and let the inputs go.</summary>
    public Node? InputOrNull(int index) => rarities?.Parts is { } parts ? parts[index] : index == 0 ? first : second;

    /// <summary>Gives a node of one input another one, unless somebody has done so already.</summary>
    public void Redirect(Node from, Node to) => Interlocked.CompareExchange(ref first, to, from);

    /// <summary>Makes a node that nobody else has seen yet the value of a mutable tensor.</summary>
    public void Adopt(Tensor owner, bool requiresGrad)
    {
        Owner = owner;
        if (requiresGrad) state |= History;
    }

    /// <summary>
    /// Two threads may compute one node, in plans of their own: the numbers are the same, and the first one's stay.
    /// </summary>
    public void Publish(Array numbers, object? claim = null)
    {
        if (!(claim is null ? TrySet(numbers) : TrySet(numbers, claim))) return;
        rarities?.Detached?.Publish(numbers, claim);
        weight = 0;
        if (Owner is null) Group = null;
        if (RequiresGrad && Owner is null) return;
        first = second = null;
        if (rarities is not null) rarities.Parts = null;
    }

    private bool TrySet(Array numbers) => Interlocked.CompareExchange(ref value, numbers, null) is null;

    // Who sees the numbers sees their claim.
    private bool TrySet(Array numbers, object claim)
    {
        lock (Claims)
        {
            if (value is not null) return false;
            (rarities ??= new()).Claim = claim;
            return TrySet(numbers);
        }
    }

    /// <summary>
    /// The same value for those who must not hold on to what a pending node hangs on: it gets its numbers with the node, and has
    /// no history.
    /// </summary>
    public Node Detach()
    {
        lock (Claims) return (rarities ??= new()).Detached ??= new(AliasOp.Detach, Shape, DType, this);
    }

    /// <summary>Gives the node the numbers of another, realized one.</summary>
    public void Publish(Node realized) => Publish(realized.value!, realized.rarities?.Claim);

    private static readonly Lock Claims = new();

    private static int slotsTaken;

    /// <summary>
    /// Only one walk of the process may use <see cref="Slot"/> at a time; another one takes a dictionary: slower, and as right.
    /// </summary>
    public static bool TakeSlots() => Interlocked.CompareExchange(ref slotsTaken, 1, 0) == 0;

    public static void ReturnSlots() => Volatile.Write(ref slotsTaken, 0);

    public override string ToString() => $"{Op.Name}: {DType.Name} {Shape}";
}
