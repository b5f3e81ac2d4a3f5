using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Brings the block's part of a buffer into lanes, unless it lies there ready.</summary>
internal sealed class WalkLoad : WalkStep
{
    private readonly Loop loop;
    private readonly LoadInstruction load;
    private readonly WalkValue target;
    private readonly bool isContiguous;

    public WalkLoad(Loop loop, LoadInstruction load, WalkValue target)
    {
        this.loop = loop;
        this.load = load;
        this.target = target;
        isContiguous = !load.IsStaged && load.Extent switch
        {
            Extent.Row => load.RowStride == 1,
            Extent.Column => load.ColumnStride == 1,
            _ => load.ColumnStride == 1 && load.RowStride == loop.Columns,
        };
        if (isContiguous && !load.Lane.IsMask) target.Load = this;
    }

    public int Slot => load.Slot;

    /// <summary>
    /// Whether the block can be read where it is: contiguous, and with a vector's room behind it, because whole vectors are read.
    /// </summary>
    public bool InPlace(ref Frame frame, out nint offset)
    {
        var first = First(ref frame);
        offset = (nint)first * load.Lane.Size;
        var length = Unsafe.As<Array>(frame.Binding.Arrays[load.Slot]).Length;
        return first + loop.Count(load.Extent, frame.Rows) + 2 * 64 / load.Lane.Size <= length;
    }

    private long First(ref Frame frame) =>
        load.SlotOffset + load.View.Offset.At(frame.Binding.Starts) + (long)frame.FirstRow * load.RowStride;

    public override void Run(ref Frame frame)
    {
        if (target.Load is not null && InPlace(ref frame, out _)) return;
        ref var memory = ref frame.Memory(load.Slot);
        ref var lanes = ref frame.At(target.At);
        var size = load.Lane.IsMask ? 1 : load.Lane.Size;
        if (load.IsStaged)
        {
            var perRow = load.Extent == Extent.Full ? loop.Columns : 1;
            Blocks.Gather(
                ref memory, load.SlotOffset, load.View, frame.Binding.Starts, (long)frame.FirstRow * perRow,
                frame.Rows * perRow, load.Lane, ref lanes);
            return;
        }
        ref var first = ref Unsafe.Add(ref memory, (nint)First(ref frame) * size);
        if (load.Extent != Extent.Full || isContiguous)
        {
            var stride = load.Extent == Extent.Row ? load.RowStride : load.ColumnStride;
            Blocks.CopyIn(ref first, stride, loop.Count(load.Extent, frame.Rows), load.Lane, ref lanes);
            return;
        }
        for (nint row = 0; row < frame.Rows; row++)
        {
            Blocks.CopyIn(
                ref Unsafe.Add(ref first, row * load.RowStride * size), load.ColumnStride, loop.Columns, load.Lane,
                ref Unsafe.Add(ref lanes, row * loop.Columns * load.Lane.Size));
        }
    }
}
