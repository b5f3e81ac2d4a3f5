using System.Text;
using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// A fused loop as data: a space of rows and columns and what to do at each point. A loop without columns goes over rows alone.
/// The blocks, and with them the order of every sum, follow from the space only, never from threads or vectors.
/// </summary>
internal sealed class Loop : Step
{
    // A block's values (24 KB for each 4-byte one) stay near the core while the loop's phases pass over them.
    private const int BlockElements = 6144;
    private const int FlatBlock = 4096;

    /// <summary>
    /// Sums over rows are folded into totals of double precision after this many rows, so that no chain of roundings gets long.
    /// </summary>
    private const int FoldRows = 256;

    private const int MostStripes = 64;

    public readonly Instruction[] Instructions;
    public readonly int Rows;

    /// <summary>Columns of a row; 0 for a loop over rows alone.</summary>
    public readonly int Columns;

    public readonly int RowsPerBlock;
    public readonly int Blocks;

    /// <summary>Blocks after which sums over rows are folded.</summary>
    public readonly int BlocksPerFold;

    /// <summary>Independent runs of blocks: what threads share out, and what partial results are kept for.</summary>
    public readonly int Stripes;

    public Loop(Instruction[] instructions, int rows, int columns)
    {
        Instructions = instructions;
        Rows = rows;
        Columns = columns;
        var mostRows = Array.Exists(instructions, IsSumOverRows) ? FoldRows : FlatBlock;
        RowsPerBlock = columns == 0 ? FlatBlock : Math.Clamp(BlockElements / Math.Max(columns, 1), 1, mostRows);
        Blocks = (int)(((long)rows + RowsPerBlock - 1) / RowsPerBlock);
        BlocksPerFold = Math.Max(1, FoldRows / RowsPerBlock);
        var folds = (Blocks + BlocksPerFold - 1) / BlocksPerFold;
        Stripes = Math.Clamp(folds, 1, MostStripes);
        IsUniformWidth = Array.TrueForAll(instructions, FitsOneWidth);
    }

    public int Elements => Columns == 0 ? Rows : Rows * Columns;

    /// <summary>
    /// All lanes are of one width, so that one vector is as many elements everywhere.
    /// </summary>
    public bool IsUniformWidth { get; }

    /// <summary>The first block of a stripe; stripes start at folds.</summary>
    public int FirstBlock(int stripe)
    {
        var folds = (Blocks + BlocksPerFold - 1) / BlocksPerFold;
        return (int)Math.Min((long)folds * stripe / Stripes * BlocksPerFold, Blocks);
    }

    private static bool IsSumOverRows(Instruction instruction) =>
        instruction is ReduceInstruction { Direction: Direction.OverRows };

    private bool FitsOneWidth(Instruction instruction)
    {
        if (instruction.Lane.Size != Instructions[0].Lane.Size) return false;
        // Bools a stride apart would need a gather of their own.
        return instruction is not LoadInstruction { Lane.IsMask: true, IsStaged: false } load
            || (load.Extent != Extent.Row || load.RowStride == 1) && (load.Extent != Extent.Full || load.ColumnStride == 1);
    }

    /// <summary>Elements one vector operation of an extent works on in a block of the given rows.</summary>
    public int Count(Extent extent, int rows) => extent switch
    {
        Extent.Full => rows * Columns,
        Extent.Row => rows,
        Extent.Column => Columns,
        _ => 1,
    };

    /// <summary>
    /// Each element of one buffer is read where an element of the other one is written, and not again after that: so both may be
    /// one array.
    /// </summary>
    public bool ReadsBeforeItWrites(int from, int to)
    {
        foreach (var instruction in Instructions)
        {
            if (instruction is not LoadInstruction load || load.Slot != from) continue;
            // What is read once before the loop begins, and results written when it has ended, cannot meet.
            if (load.Extent == Extent.Uniform) continue;
            var isInOrder = !load.IsStaged && load.View.Offset.IsZero && load.SlotOffset == 0 && (Columns == 0
                ? load is { Extent: Extent.Row, RowStride: 1 }
                : load is { Extent: Extent.Full, ColumnStride: 1 } && load.RowStride == Columns);
            foreach (var other in Instructions)
            {
                if (other is not StoreInstruction store || store.Slot != to) continue;
                if (store.Arguments[0] is ReduceInstruction { Direction: not Direction.AlongRow }) continue;
                if (!isInOrder || store.Extent != load.Extent || store.SlotOffset != 0) return false;
                if (Array.Exists(Instructions, reader => IsAfter(reader, store) && reader.Arguments.Contains(load))) return false;
            }
        }
        return true;
    }

    /// <summary>Whether the instruction may still run when the other one has run, for some points of a block.</summary>
    public static bool IsAfter(Instruction instruction, Instruction other) =>
        instruction.Phase > other.Phase || instruction.Index > other.Index;

    public override string Kind => "loop";

    public override IEnumerable<Op> Ops => Instructions.Select(instruction => instruction switch
    {
        MapInstruction map => map.Op,
        ReduceInstruction reduce => reduce.Op,
        CastInstruction { Lane.IsMask: false } => CastOp.Instance,
        _ => (Op?)null,
    }).OfType<Op>();

    /// <summary>The loop in words: what each instruction does to what.</summary>
    public override string Describe()
    {
        var text = new StringBuilder(Columns == 0 ? $"loop over {Rows}" : $"loop over {Rows} x {Columns}");
        foreach (var instruction in Instructions)
        {
            text.Append($"\n  v{instruction.Index} = ");
            var arguments = string.Join(", ", instruction.Arguments.ToArray().Select(argument => $"v{argument.Index}"));
            text.Append(instruction switch
            {
                NumberInstruction number => $"number {number.Number}",
                LoadInstruction load =>
                    $"load {load.Slot}{(load.IsStaged ? " staged" : $" [{load.RowStride}, {load.ColumnStride}]")}",
                MapInstruction map => $"{map.Op.Name}({arguments})",
                CastInstruction => $"cast({arguments})",
                ReduceInstruction reduce => $"{reduce.Op.Name} {reduce.Direction}({arguments})",
                StoreInstruction store => $"store {store.Slot}({arguments})",
                _ => instruction.ToString(),
            });
            text.Append($" : {instruction.Lane} {instruction.Extent} phase {instruction.Phase}");
        }
        return text.ToString();
    }
}
