using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Adds the block to a sum over rows: one vector for a total, one value for each column otherwise.</summary>
internal sealed class WalkAccumulate(Loop loop, ReduceInstruction reduce, nint accumulatorAt, WalkValue source) : WalkStep
{
    public override void Run(ref Frame frame)
    {
        ref var values = ref source.Values(ref frame);
        ref var accumulator = ref frame.At(accumulatorAt);
        var (op, lane) = (reduce.Op, reduce.Lane);
        if (source.Extent == Extent.Row)
        {
            op.Run(lane, ref accumulator, ref values, frame.Rows);
            return;
        }
        var bytes = ((nint)loop.Columns * lane.Size + 63) & ~63;
        for (nint row = 0; row < frame.Rows; row++)
        {
            ref var line = ref Unsafe.Add(ref values, row * loop.Columns * lane.Size);
            // The vector behind a row's last column belongs to the next row; its lanes land in the accumulator's padding.
            if (reduce.Direction == Direction.All) op.Run(lane, ref accumulator, ref line, loop.Columns);
            else op.Accumulate(lane, ref accumulator, ref line, bytes);
        }
    }
}
