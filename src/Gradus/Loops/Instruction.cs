using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>One instruction of a loop; it gives one value for each point of its extent.</summary>
internal abstract class Instruction(int index, Extent extent, Lane lane)
{
    /// <summary>Where the loop lists it; arguments come first.</summary>
    public readonly int Index = index;

    public readonly Extent Extent = extent;

    public readonly Lane Lane = lane;

    /// <summary>
    /// Which pass over a block computes it. Even phases go over rows and columns, odd ones over rows alone; a sum along the row ends a
    /// phase over columns.
    /// </summary>
    public int Phase;

    public abstract ReadOnlySpan<Instruction> Arguments { get; }
}

/// <summary>A number bound at run time.</summary>
internal sealed class NumberInstruction(int index, Lane lane, int number) : Instruction(index, Extent.Uniform, lane)
{
    public readonly int Number = number;

    public override ReadOnlySpan<Instruction> Arguments => [];
}

/// <summary>
/// Reads a buffer. Where the access is affine the element is offset + row * rowStride + column * columnStride; a staged load has no
/// such form and is gathered through its view, block by block.
/// </summary>
internal sealed class LoadInstruction(
    int index, Extent extent, Lane lane, int slot, View view, long slotOffset, int rowStride, int columnStride, bool isStaged)
    : Instruction(index, extent, lane)
{
    public readonly int Slot = slot;
    public readonly View View = view;
    public readonly long SlotOffset = slotOffset;
    public readonly int RowStride = rowStride;
    public readonly int ColumnStride = columnStride;
    public readonly bool IsStaged = isStaged;

    public override ReadOnlySpan<Instruction> Arguments => [];
}

internal sealed class MapInstruction(int index, Extent extent, Lane lane, MapOp op, Lane compute, Instruction[] arguments)
    : Instruction(index, extent, lane)
{
    public readonly MapOp Op = op;

    /// <summary>The lane the formula is read over; a comparison's result is its mask.</summary>
    public readonly Lane Compute = compute;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}

/// <summary>Converts between lanes.</summary>
internal sealed class CastInstruction(int index, Lane lane, Instruction argument) : Instruction(index, argument.Extent, lane)
{
    private readonly Instruction[] arguments = [argument];

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}

internal enum Direction
{
    /// <summary>Along each row: one result for each row, usable in the same loop.</summary>
    AlongRow,

    /// <summary>Over the rows: one result for each column, complete when the loop has ended.</summary>
    OverRows,

    /// <summary>Over everything there is: one result, complete when the loop has ended.</summary>
    All,
}

internal sealed class ReduceInstruction(int index, ReduceOp op, Instruction argument, Direction direction)
    : Instruction(index, direction switch { Direction.AlongRow => Extent.Row, Direction.OverRows => Extent.Column, _ => Extent.Uniform }, argument.Lane)
{
    private readonly Instruction[] arguments = [argument];

    public readonly ReduceOp Op = op;
    public readonly Direction Direction = direction;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}

/// <summary>Writes a value to a buffer, row-major from an offset; results of whole-loop reductions are written when it ends.</summary>
internal sealed class StoreInstruction(int index, Instruction argument, int slot, long slotOffset, DType dtype)
    : Instruction(index, argument.Extent, argument.Lane)
{
    private readonly Instruction[] arguments = [argument];

    public readonly int Slot = slot;
    public readonly long SlotOffset = slotOffset;
    public readonly DType DType = dtype;

    public override ReadOnlySpan<Instruction> Arguments => arguments;
}
