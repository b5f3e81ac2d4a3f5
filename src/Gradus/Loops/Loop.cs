using System.Numerics;
using System.Text;
using Gradus.Graph;

namespace Gradus.Loops;

/// <summary>
/// A fused loop as data: a space of rows and columns and what to do at each point. A loop without columns goes over rows alone.
/// </summary>
/// <remarks>
/// The order of a sum follows from the shape of what is summed, never from threads, vectors, or what else the loop does. A sum
/// along rows is one of each row, a sum over rows knows rows and columns; <see cref="ColumnsOfTotal"/> and
/// <see cref="TakesFlatTotal"/> say which loops may compute a total.
/// </remarks>
internal sealed class Loop : Step
{
    // A block's values (24 KB for each 4-byte one) stay near the core while the loop's phases pass over them.
    private const int BlockElements = 6144;
    private const int FlatBlock = 4096;

    /// <summary>
    /// Sums over rows are folded into totals of double precision after this many rows, so that no chain of roundings gets long.
    /// </summary>
    private const int FoldRows = 256;

    // About the elements that a stripe has at least, where the loop has so many: sharing out less is not worth it.
    private const int UnitElements = 16384;

    private const int MostStripes = 64;

    // Blocks of fewer rows leave lanes of a vector out.
    private const int VectorRows = 16;

    public readonly Instruction[] Instructions;
    public readonly int Rows;

    /// <summary>Columns of a row; 0 for a loop over rows alone.</summary>
    public readonly int Columns;

    public readonly int RowsPerBlock;
    public readonly int Blocks;

    /// <summary>Blocks after which sums over rows are folded.</summary>
    public readonly int BlocksPerFold;

    /// <summary>Blocks after which totals of one number for each row are folded: those of one block of a flat loop.</summary>
    public readonly int BlocksPerFlatFold;

    /// <summary>Independent runs of blocks: what threads share out, and what partial results are kept for.</summary>
    public readonly int Stripes;

    // Stripes begin with one of these.
    private readonly int units;
    private readonly int blocksPerUnit;

    public Loop(Instruction[] instructions, int rows, int columns)
    {
        Instructions = instructions;
        Rows = rows;
        Columns = columns;
        var sums = Array.Exists(instructions, IsSumOfRows);
        RowsPerBlock = sums ? Math.Min(BlockRows(columns), FoldRows) : BlockRows(columns);
        Blocks = (int)(((long)rows + RowsPerBlock - 1) / RowsPerBlock);
        BlocksPerFold = Math.Max(1, FoldRows / RowsPerBlock);
        BlocksPerFlatFold = Math.Max(1, FlatBlock / RowsPerBlock);
        var unitRows = sums || Array.Exists(instructions, IsFlatTotal) ? UnitRows(rows, columns) : FreeUnitRows(columns);
        blocksPerUnit = Math.Max(1, unitRows / RowsPerBlock);
        units = (Blocks + blocksPerUnit - 1) / blocksPerUnit;
        Stripes = Math.Clamp(units, 1, MostStripes);
        IsUniformWidth = Array.TrueForAll(instructions, FitsOneWidth);
    }

    // Whole vectors of rows wherever there is room for one, and powers of two, so that folds and units end where blocks do.
    private static int BlockRows(int columns)
    {
        if (columns == 0) return FlatBlock;
        var rows = Math.Clamp(BlockElements / columns, 1, FlatBlock);
        return rows < VectorRows ? rows : 1 << BitOperations.Log2((uint)rows);
    }

    // Where nothing is summed up over rows, stripes may begin anywhere.
    private static int FreeUnitRows(int columns) => columns == 0
        ? FlatBlock
        : Math.Clamp(1 << BitOperations.Log2((uint)Math.Max(UnitElements / columns, 1)), VectorRows, FlatBlock);

    // Where stripes of a flat loop's size are small enough, too, flat totals can be had on the way.
    private static int UnitRows(int rows, int columns) =>
        (long)rows * columns <= UnitElements || (columns <= 32 && rows >= 16 * FlatBlock)
            ? FlatBlock : Math.Max(FreeUnitRows(columns), FoldRows);

    /// <summary>
    /// The columns of the loop that sums up a whole value of the shape, row by row; 0 where it is summed flat, as one long row.
    /// </summary>
    public static int ColumnsOfTotal(Shape shape)
    {
        var axis = shape.Rank - 1;
        while (axis > 0 && shape[axis] == 1) axis--;
        // A loop with columns reads one number for each column as it is. Short rows fill too little of a vector for that, and
        // long ones leave too few stripes.
        return axis > 0 && shape[axis] is >= 8 and <= 1024 and var columns && shape.Elements > columns ? columns : 0;
    }

    /// <summary>
    /// Whether a loop over rows and columns can sum up one number for each row in the order of a flat loop over the rows.
    /// </summary>
    public static bool TakesFlatTotal(int rows, int columns)
    {
        var blockRows = BlockRows(columns);
        return rows <= blockRows || (blockRows >= VectorRows && UnitRows(rows, columns) >= Math.Min(rows, FlatBlock));
    }

    public int Elements => Columns == 0 ? Rows : Rows * Columns;

    /// <summary>
    /// All lanes are of one width, so that one vector is as many elements everywhere.
    /// </summary>
    public bool IsUniformWidth { get; }

    /// <summary>The first block of a stripe.</summary>
    public int FirstBlock(int stripe) => (int)Math.Min((long)units * stripe / Stripes * blocksPerUnit, Blocks);

    private bool IsSumOfRows(Instruction instruction) => instruction is ReduceInstruction { Direction: Direction.OverRows }
        || (Columns > 0 && instruction is ReduceInstruction { Direction: Direction.All } total
            && total.Arguments[0].Extent == Extent.Full);

    private static bool IsFlatTotal(Instruction instruction) =>
        instruction is ReduceInstruction { Direction: Direction.All } total && total.Arguments[0].Extent == Extent.Row;

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
            // What is read once before the loop begins, and results written when it has ended, cannot meet. Of several stripes
            // one may begin when another has written.
            if (load.Extent == Extent.Uniform && Stripes == 1) continue;
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
