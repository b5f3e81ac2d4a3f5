namespace Gradus.Graph;

/// <summary>
/// One value of the graph: what it is, never how to run it. Immutable but for the fields below the line, which record
/// that its numbers are known, who owns it and what it is pending with.
/// </summary>
internal sealed class Node
{
    public readonly Op Op;
    public readonly Shape Shape;
    public readonly DType DType;

    /// <summary>Whether <see cref="Gradient.Reverse"/> has to walk through this node.</summary>
    public readonly bool RequiresGrad;

    /// <summary>What is fixed about the node besides its inputs (axes, a permutation, steps): part of a plan's key.</summary>
    public readonly int[]? Facts;

    /// <summary>What may change from run to run (where slices start): not part of a plan's key.</summary>
    public readonly int[]? Offsets;

    /// <summary>The bits of a number: a double's for floating point, a long's otherwise.</summary>
    public readonly long Bits;

    // ---------------------------------------------------------------------------------------------------------------
    private Node? first;
    private Node? second;
    private Node[]? parts;
    private volatile Storage? value;

    /// <summary>The tensor whose value this is, for parameters and other mutable state.</summary>
    public Tensor? Owner;

    /// <summary>State changes and small results that are to be run together with this node.</summary>
    public Group? Group;

    /// <summary>Where the current walk put this node. Only a hint: valid if the walk's list holds this node there.</summary>
    public int Slot;

    /// <summary>An upper bound on the pending nodes below this one.</summary>
    public int Weight;

    /// <summary>How many runs have computed this node without keeping it.</summary>
    public byte Passed;

    /// <summary>The file and line that made the node, known only under <see cref="Flags.Trace"/>.</summary>
    public string? Origin => Flags.OriginOf(this);

    public Node(
        Op op, Shape shape, DType dtype, Node? first = null, Node? second = null, Node[]? parts = null, int[]? facts = null, int[]? offsets = null, long bits = 0, bool requiresGrad = false)
    {
        Op = op;
        Shape = shape;
        DType = dtype;
        if (facts is not null) Facts = facts;
        if (offsets is not null) Offsets = offsets;
        Bits = bits;
        RequiresGrad = requiresGrad;
        // Most nodes have one or two inputs; a field that stays null is not written.
        var weight = 1L;
        if (first is not null)
        {
            this.first = first;
            weight += first.Weight;
        }
        if (second is not null)
        {
            this.second = second;
            weight += second.Weight;
        }
        if (parts is not null)
        {
            this.parts = parts;
            foreach (var part in parts) weight += part.Weight;
        }
        Weight = (int)Math.Min(weight, int.MaxValue);
    }

    /// <summary>A value that is there from the start.</summary>
    public Node(Storage buffer, Shape shape, bool requiresGrad = false)
    {
        Op = LeafOp.Instance;
        Shape = shape;
        DType = buffer.DType;
        RequiresGrad = requiresGrad;
        value = buffer;
    }

    public Storage? Value => value;

    public bool IsNumber => Op is NumberOp;

    /// <summary>Neither realized nor a constant: a run has to compute it.</summary>
    public bool IsPending => value is null && Op is not NumberOp;

    /// <summary>
    /// A node without history drops its inputs when its value is published; a walk that finds an input missing finds the value
    /// there instead, because the value is written first.
    /// </summary>
    public int InputCount => parts?.Length ?? (second is not null ? 2 : first is not null ? 1 : 0);

    public Node Input(int index) => parts is { } list ? list[index] : (index == 0 ? first : second)!;

    /// <summary>The input, or null when another thread has just published the value and let the inputs go.</summary>
    public Node? InputOrNull(int index) => parts is { } list ? list[index] : index == 0 ? first : second;

    /// <summary>Gives a node whose only input stands for more than one another input, unless somebody has done so already.</summary>
    public void Redirect(Node from, Node to) => Interlocked.CompareExchange(ref first, to, from);

    /// <summary>Two threads may compute one node, with equal bits; the first one's buffer stays.</summary>
    public void Publish(Storage buffer)
    {
        if (Interlocked.CompareExchange(ref value, buffer, null) is not null) return;
        Weight = 0;
        if (Owner is null) Group = null;
        if (RequiresGrad && Op is not StateOp) return;
        first = second = null;
        parts = null;
    }

    public override string ToString() => $"{Op.Name}: {DType.Name} {Shape}";
}
