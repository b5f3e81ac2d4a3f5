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

    public override void Run(ref Frame frame)
    {
        ref var values = ref source.Values(ref frame);
        ref var results = ref frame.At(target.At);
        ref var lanes = ref frame.At(lanesAt);
        var op = reduce.Op;
        var lane = reduce.Lane;
        op.Clear(lane, ref lanes, 64);
        long total = 0;
        ref var totalBytes = ref Unsafe.As<long, byte>(ref total);
        for (nint row = 0; row < frame.Rows; row++)
        {
            op.ClearTotal(lane, ref totalBytes);
            for (var column = 0; column < loop.Columns; column += Tile)
            {
                var at = (row * loop.Columns + column) * lane.Size;
                op.Run(lane, ref lanes, ref Unsafe.Add(ref values, at), Math.Min(Tile, loop.Columns - column));
                op.Fold(lane, ref lanes, ref totalBytes);
            }
            Blocks.TotalsToLanes(lane, ref totalBytes, ref Unsafe.Add(ref results, row * lane.Size), 1);
        }
    }
}
