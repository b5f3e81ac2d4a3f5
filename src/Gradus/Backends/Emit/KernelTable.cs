using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>
/// The numbers a kernel reads at run time: which parameter of the table holds what. The order follows from what the loop does, so
/// loops that differ in extents only share a kernel.
/// </summary>
internal sealed class KernelTable
{
    private readonly List<long> values = [];
    private readonly List<(int Parameter, LoadInstruction Load)> offsets = [];
    private readonly int[] first;
    private long[]? bound;

    public KernelTable(
        Loop loop, LoopProgram program, Func<LoadInstruction, nint> stagedAt, Func<Instruction, nint> reserve, nint foldsAt)
    {
        IsWhole = loop.Blocks == 1 && !Array.Exists(loop.Instructions, NeedsBlocks);
        FoldsRows = loop.Columns <= Walk.WalkRowReduce.Tile;
        var vectors = loop.Columns * loop.Instructions[0].Lane.Size / 64 + 1;
        if (vectors * loop.Instructions.Length <= MostWrittenOut) FixedColumns = loop.Columns;
        first = new int[loop.Instructions.Length];
        values.Add(loop.Columns);
        Crossing = FindCrossing(loop);
        foreach (var instruction in loop.Instructions)
        {
            first[instruction.Index] = values.Count;
            switch (instruction)
            {
                case NumberInstruction number when IsWhole:
                    values.Add(number.Number);
                    break;
                case LoadInstruction { Extent: Extent.Uniform } load when IsWhole:
                    offsets.Add((values.Count, load));
                    values.AddRange([0, load.Slot]);
                    break;
                case NumberInstruction or LoadInstruction { Extent: Extent.Uniform }:
                    values.Add(program.UniformAt(instruction));
                    break;
                case LoadInstruction { IsStaged: true } load:
                    values.Add(stagedAt(load));
                    break;
                case LoadInstruction load:
                    var size = load.Lane.IsMask ? 1 : load.Lane.Size;
                    offsets.Add((values.Count, load));
                    values.AddRange([0, load.Slot, (long)load.RowStride * size, (long)load.ColumnStride * size]);
                    break;
                case ReduceInstruction { Direction: not Direction.AlongRow } when !IsWhole:
                    values.Add(program.AccumulatorAt(instruction));
                    break;
                case ReduceInstruction { Direction: Direction.AlongRow }:
                    values.AddRange([reserve(instruction), foldsAt]);
                    foldsAt += RowsPerFold * 64;
                    break;
                case StoreInstruction store:
                    values.AddRange([store.SlotOffset * store.DType.Size, store.Slot]);
                    break;
                default:
                    if (Crossing[instruction.Index]) values.Add(reserve(instruction));
                    break;
            }
        }
    }

    /// <summary>
    /// Whether one call does the whole loop: it reads numbers where the run has them, and totals never leave their registers.
    /// </summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Whether a row is short enough for its sums to be folded only once: then those of some rows are folded together.
    /// </summary>
    public bool FoldsRows { get; }

    /// <summary>Columns of rows so short that they are written out, vector after vector; or 0.</summary>
    public int FixedColumns { get; }

    // Instructions of a row that is written out.
    private const int MostWrittenOut = 64;

    /// <summary>Rows whose sums are folded together.</summary>
    public const int RowsPerFold = 16;

    private static bool NeedsBlocks(Instruction instruction) =>
        instruction is LoadInstruction { IsStaged: true } or ReduceInstruction { Direction: Direction.OverRows };

    /// <summary>Values that a later phase reads: they pass through the scratch.</summary>
    public bool[] Crossing { get; }

    /// <summary>
    /// The instruction's parameters: one scratch offset; for a load in memory offset, slot, row and column stride in bytes.
    /// </summary>
    public int Of(Instruction instruction) => first[instruction.Index];

    /// <summary>The parameters of a run: the same every time unless slices start elsewhere.</summary>
    public long[] Bind(Binding binding)
    {
        if (bound is not null) return bound;
        var parameters = values.ToArray();
        var isFixed = true;
        foreach (var (parameter, load) in offsets)
        {
            parameters[parameter] =
                (load.SlotOffset + load.View.Offset.At(binding.Starts)) * (load.Lane.IsMask ? 1 : load.Lane.Size);
            isFixed &= load.View.Offset.Terms.Length == 0;
        }
        if (isFixed) bound = parameters;
        return parameters;
    }

    private static bool[] FindCrossing(Loop loop)
    {
        var crossing = new bool[loop.Instructions.Length];
        foreach (var instruction in loop.Instructions)
        {
            foreach (var argument in instruction.Arguments)
            {
                var isLoad = argument is LoadInstruction or NumberInstruction;
                // A sum along a row is read from the next phase on; so is what another phase has computed.
                if (!isLoad && (argument.Phase != instruction.Phase || argument is ReduceInstruction))
                    crossing[argument.Index] = true;
            }
        }
        return crossing;
    }
}
