using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Sums along each row of the block. Long rows are folded every <see cref="Tile"/> columns.</summary>
internal sealed class WalkRowReduce(Loop loop, ReduceInstruction reduce, nint lanesAt, WalkValue source, WalkValue target)
    : WalkStep
{
    /// <summary>Columns after which a row's lanes are folded into its total.</summary>
    public const int Tile = 4096;

    /// <summary>Bytes of scratch for the lanes of rows that are folded together.</summary>
    public const int LaneBytes = ReduceOp.FoldedTogether * 64;

    public override void Run(ref Frame frame)
    {
        ref var values = ref source.Values(ref frame);
        ref var results = ref frame.At(target.At);
        ref var lanes = ref frame.At(lanesAt);
        var (op, lane, rowBytes) = (reduce.Op, reduce.Lane, (nint)loop.Columns * reduce.Lane.Size);
        if (loop.Columns > Tile)
        {
            for (nint row = 0; row < frame.Rows; row++)
                RunLongRow(ref Unsafe.Add(ref values, row * rowBytes), ref lanes, ref Unsafe.Add(ref results, row * lane.Size));
            return;
        }
        for (nint row = 0; row < frame.Rows; row += ReduceOp.FoldedTogether)
        {
            var rows = (int)Math.Min(ReduceOp.FoldedTogether, frame.Rows - row);
            op.Clear(lane, ref lanes, LaneBytes);
            for (nint i = 0; i < rows; i++)
            {
                ref var first = ref Unsafe.Add(ref values, (row + i) * rowBytes);
                op.Run(lane, ref Unsafe.Add(ref lanes, i * 64), ref first, loop.Columns);
            }
            op.FoldMany(lane, ref lanes, rows, ref Unsafe.Add(ref results, row * lane.Size));
        }
    }

    private void RunLongRow(ref byte values, ref byte lanes, ref byte result)
    {
        var (op, lane) = (reduce.Op, reduce.Lane);
        long total = 0;
        ref var totalBytes = ref Unsafe.As<long, byte>(ref total);
        op.Clear(lane, ref lanes, 64);
        op.ClearTotal(lane, ref totalBytes);
        for (var column = 0; column < loop.Columns; column += Tile)
        {
            ref var first = ref Unsafe.Add(ref values, (nint)column * lane.Size);
            op.Run(lane, ref lanes, ref first, Math.Min(Tile, loop.Columns - column));
            op.Fold(lane, ref lanes, ref totalBytes);
        }
        Blocks.TotalsToLanes(lane, ref totalBytes, ref result, 1);
    }
}
