using System.Diagnostics.CodeAnalysis;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>
/// Runs a loop by code made for it: each phase is one pass whose intermediate values stay in registers. The code depends on what
/// the loop does, not on its extents, which come in a table; so a smaller last batch runs the same code.
/// </summary>
[RequiresDynamicCode("Emits a method for each loop.")]
internal sealed class EmitProgram : LoopProgram
{
    private readonly Kernel kernel;
    private readonly LoadInstruction[] staged;
    private readonly nint[] stagedAt;
    private readonly KernelTable table;

    public EmitProgram(Loop loop) : base(loop)
    {
        staged = [.. loop.Instructions.OfType<LoadInstruction>().Where(load => load.IsStaged)];
        stagedAt = new nint[loop.Instructions.Length];
        foreach (var load in staged) stagedAt[load.Index] = Reserve(BlockBytes(load));
        var sums = loop.Instructions.Count(instruction => instruction is ReduceInstruction { Direction: Direction.AlongRow });
        table = new KernelTable(
            loop, this, load => stagedAt[load.Index], instruction => Reserve(BlockBytes(instruction)),
            foldsAt: Reserve(sums * KernelTable.RowsPerFold * 64), totalsAt: Reserve(KernelTable.TotalBytes(loop)));
        kernel = KernelCache.For(loop, table);
    }

    public override void Run(Binding binding, Scratch memory)
    {
        if (!table.IsWhole)
        {
            base.Run(binding, memory);
            return;
        }
        var scratch = memory.Take(ScratchBytes);
        kernel(ref Scratch.Start(scratch), binding.Arrays, table.Bind(binding), 0, Loop.Rows, binding.Numbers);
        memory.Return(scratch);
    }

    // A vector more than the block: whole vectors are read and written past the last element.
    private nint BlockBytes(Instruction instruction) =>
        (nint)Loop.Count(instruction.Extent, Loop.RowsPerBlock) * instruction.Lane.Size + 128;

    protected override long[] Prepare(Binding binding) => table.Bind(binding);

    protected override void RunBlock(ref Frame frame)
    {
        foreach (var load in staged)
        {
            var perRow = load.Extent == Extent.Full ? Loop.Columns : 1;
            Blocks.Gather(
                ref frame.Memory(load.Slot), load.SlotOffset, load.View, frame.Binding.Starts, (long)frame.FirstRow * perRow,
                frame.Rows * perRow, load.Lane, ref frame.At(stagedAt[load.Index]));
        }
        kernel(ref frame.Scratch, frame.Binding.Arrays, frame.Parameters, frame.FirstRow, frame.Rows, frame.Binding.Numbers);
    }
}
