using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Repeats a uniform, row or column value over the block's larger extent.</summary>
internal sealed class WalkWiden(Loop loop, Extent from, WalkValue source, WalkValue target) : WalkStep
{
    public override void Run(ref Frame frame)
    {
        ref var values = ref source.Values(ref frame);
        ref var wide = ref frame.At(target.At);
        var size = source.Lane.Size;
        if (from == Extent.Uniform)
        {
            Blocks.Fill(source.Lane, ref values, ref wide, loop.Count(target.Extent, frame.Rows));
            return;
        }
        for (nint row = 0; row < frame.Rows; row++)
        {
            ref var target = ref Unsafe.Add(ref wide, row * loop.Columns * size);
            if (from == Extent.Row) Blocks.Fill(source.Lane, ref Unsafe.Add(ref values, row * size), ref target, loop.Columns);
            else Unsafe.CopyBlockUnaligned(ref target, ref values, (uint)(loop.Columns * size));
        }
    }
}
