using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>
/// What the nodes of a plan have become after lowering: no aliases and no moves, only values and views of them.
/// </summary>
internal sealed class Value(ValueKind kind, Op? op, Operand[] inputs, Shape shape, DType dtype)
{
    public readonly ValueKind Kind = kind;
    public readonly Op? Op = op;
    public readonly Operand[] Inputs = inputs;
    public readonly Shape Shape = shape;
    public readonly DType DType = dtype;

    /// <summary>
    /// The number of the leaf or number, for <see cref="ValueKind.Memory"/> and <see cref="ValueKind.Number"/>.
    /// </summary>
    public int Index = -1;

    /// <summary>For a number: whether it is part of the plan's key, and its bits.</summary>
    public bool IsKeyed;

    public long Bits;

    /// <summary>
    /// For a reduction: the axes of its input's view; for a gather and an accumulation the one that is indexed. For a place: the
    /// region of each part but the first.
    /// </summary>
    public int[] Axes = [];

    public View[] Regions = [];

    /// <summary>Somebody outside the run needs it.</summary>
    public bool IsOutput;

    // What partitioning decides ------------------------------------------------------------------------------------------

    /// <summary>It reads nothing but memory, numbers and other lazy values: it is computed where it is first used.</summary>
    public bool IsLazy;

    /// <summary>Of a lazy value: how many are computed with it, itself included.</summary>
    public int LazyCount;

    /// <summary>The step that computes it, or -1.</summary>
    public int Step = -1;

    /// <summary>It has to be in memory because another step, or the user, reads it.</summary>
    public bool IsStored;

    /// <summary>It is complete only when its loop has ended (sums over rows).</summary>
    public bool IsAfterLoop;

    /// <summary>The buffer that holds it, when stored, and where in it.</summary>
    public Slot? Slot;

    public long SlotOffset;

    public int Elements => Shape.Elements;

    public bool IsComputed => Kind is not (ValueKind.Memory or ValueKind.Number);

    /// <summary>It is a step of its own, from memory to memory.</summary>
    public bool HasOwnStep => Kind is ValueKind.Product or ValueKind.Place or ValueKind.Gather or ValueKind.Accumulate;
}
