using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Writes the block to a buffer.</summary>
internal sealed class WalkStore(Loop loop, StoreInstruction store, WalkValue source) : WalkStep
{
    public override void Run(ref Frame frame)
    {
        var perRow = store.Extent == Extent.Full ? loop.Columns : 1;
        var first = store.SlotOffset + (long)frame.FirstRow * perRow;
        Blocks.Store(
            store.Lane, ref source.Values(ref frame), store.DType,
            ref Unsafe.Add(ref frame.Memory(store.Slot), (nint)first * store.DType.Size), frame.Rows * perRow);
    }
}
