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
        Loop loop, LoopProgram program, Func<LoadInstruction, nint> stagedAt, Func<Instruction, nint> reserve, nint foldsAt,
        nint totalsAt)
    {
        IsWhole = loop.Blocks == 1 && !Array.Exists(loop.Instructions, NeedsBlocks);
        FoldsRows = loop.Columns <= Walk.WalkRowReduce.Tile;
        var vectors = loop.Columns * loop.Instructions[0].Lane.Size / 64 + 1;
        if (vectors * loop.Instructions.Length <= MostWrittenOut) FixedColumns = loop.Columns;
        first = new int[loop.Instructions.Length];
        values.AddRange([loop.Columns, totalsAt]);
        Totals = TotalsOf(loop);
        IsRepeated = FindRepeated(loop);
        Crossing = FindCrossing(loop);
        Inlined = FindInlined(loop);
        Evens = Array.ConvertAll(loop.Instructions, odd => FindEven(loop, odd));
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

    /// <summary>The sums over everything, those that are folded together side by side.</summary>
    public ReduceInstruction[] Totals { get; }

    /// <summary>The parameter that says where the lanes of a whole loop's totals are put, one vector each.</summary>
    public int TotalsAt => 1;

    /// <summary>Behind the lanes: what they are folded to.</summary>
    public int FoldedAt => RoomForLanes(Totals.Length);

    /// <summary>Bytes for the lanes of the loop's totals, and for what they are folded to.</summary>
    public static int TotalBytes(Loop loop) => 2 * RoomForLanes(TotalsOf(loop).Length);

    public static bool AreFoldedTogether(ReduceInstruction a, ReduceInstruction b) => a.Op == b.Op && a.Lane == b.Lane;

    // Folding reads some vectors at a time, from any of them on.
    private static int RoomForLanes(int totals) => totals == 0 ? 0 : (totals + RowsPerFold - 1) * 64;

    private static ReduceInstruction[] TotalsOf(Loop loop) =>
        [.. loop.Instructions.OfType<ReduceInstruction>().Where(reduce => reduce.Direction == Direction.All)
            .OrderBy(reduce => (reduce.Op.Id, reduce.Lane))];

    /// <summary>
    /// Whether one call does the whole loop: it reads numbers where the run has them, and totals go to where they
    /// belong.
    /// </summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Whether a row is short enough for its sums to be folded only once: then those of some rows are folded together.
    /// </summary>
    public bool FoldsRows { get; }

    /// <summary>Columns of rows so short that they are written out, vector after vector; or 0.</summary>
    public int FixedColumns { get; }

    // The weight of a loop that has room for the code of a function.
    private const int MostBesideInlined = 32;

    // Instructions of a row that is written out.
    private const int MostWrittenOut = 64;

    /// <summary>Rows whose sums are folded together.</summary>
    public const int RowsPerFold = ReduceOp.FoldedTogether;

    public static Access AccessOf(LoadInstruction load)
    {
        if (load.IsStaged) return Access.StagedLanes;
        var stride = load.Extent == Extent.Row ? load.RowStride : load.ColumnStride;
        if (load.Lane.IsMask) return stride == 1 ? Access.Bools : Access.StagedLanes;
        return stride switch { 1 => Access.Contiguous, 2 => Access.Pairs, _ => Access.Strided };
    }

    private static bool NeedsBlocks(Instruction instruction) =>
        instruction is LoadInstruction { IsStaged: true } or ReduceInstruction { Direction: Direction.OverRows };

    /// <summary>Values that a later phase reads: they pass through the scratch.</summary>
    public bool[] Crossing { get; }

    /// <summary>Values that a later phase computes again, which is less than a store and a load.</summary>
    public bool[] IsRepeated { get; }

    /// <summary>
    /// For a load of every second element the one that reads the elements between, one earlier: as from the two columns of a
    /// matrix. Both are taken out of the same vectors.
    /// </summary>
    public LoadInstruction?[] Evens { get; }

    /// <summary>The one formula whose function becomes part of the loop, code and all.</summary>
    public MapInstruction? Inlined { get; }

    /// <summary>What an instruction reads where it stands: for a value that is computed again there, what that reads.</summary>
    public IEnumerable<Instruction> Reads(Instruction instruction)
    {
        foreach (var argument in instruction.Arguments.ToArray())
        {
            if (!IsRepeated[argument.Index] || argument.Phase == instruction.Phase) yield return argument;
            else
                foreach (var read in argument.Arguments.ToArray()) yield return read;
        }
    }

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

    // One load, at most two instructions, and nothing written before: what is written may lie where the load reads.
    private static bool[] FindRepeated(Loop loop)
    {
        var repeated = new bool[loop.Instructions.Length];
        foreach (var instruction in loop.Instructions)
        {
            if (instruction is not MapInstruction { Extent: Extent.Full, Op.Weight: <= 2 } map) continue;
            var full = Array.FindAll(map.Arguments.ToArray(), argument => argument.Extent == Extent.Full);
            var readers = Array.FindAll(loop.Instructions, reader => reader.Arguments.Contains(map));
            repeated[map.Index] = full is [LoadInstruction { IsStaged: false, ColumnStride: 1 }]
                && !Array.Exists(loop.Instructions, store => store is StoreInstruction { Extent: Extent.Full }
                    && Array.Exists(readers, reader => Loop.IsAfter(reader, store)));
        }
        return repeated;
    }

    private static LoadInstruction? FindEven(Loop loop, Instruction instruction)
    {
        if (instruction is not LoadInstruction odd || AccessOf(odd) != Access.Pairs) return null;
        return Array.Find(loop.Instructions, other => other is LoadInstruction even && even.Extent == odd.Extent
            && even.Slot == odd.Slot && even.Lane == odd.Lane && even.RowStride == odd.RowStride
            && even.ColumnStride == odd.ColumnStride && even.View.Offset.Terms.SequenceEqual(odd.View.Offset.Terms)
            && even.SlotOffset + even.View.Offset.Constant + 1 == odd.SlotOffset + odd.View.Offset.Constant
            && !even.IsStaged) as LoadInstruction;
    }

    /// <summary>About how much code an instruction is.</summary>
    public static int WeightOf(Instruction instruction) => instruction is MapInstruction { Op.Weight: var formula } ? formula : 1;

    // The rest of the loop has to fit beside it.
    private static MapInstruction? FindInlined(Loop loop)
    {
        var (weight, found) = (0, new List<MapInstruction>());
        foreach (var instruction in loop.Instructions)
        {
            weight += WeightOf(instruction);
            if (instruction is MapInstruction map && map.Op.Inlined(map.Compute) is not null) found.Add(map);
        }
        return weight <= MostBesideInlined && found is [var only] ? only : null;
    }

    private bool[] FindCrossing(Loop loop)
    {
        var crossing = new bool[loop.Instructions.Length];
        foreach (var instruction in loop.Instructions)
        {
            foreach (var argument in instruction.Arguments)
            {
                if (argument is LoadInstruction or NumberInstruction or CastInstruction { Extent: Extent.Uniform }
                    || IsRepeated[argument.Index]) continue;
                // A sum along a row is read from the next phase on; so is what another phase has computed.
                if (argument.Phase != instruction.Phase || argument is ReduceInstruction)
                    crossing[argument.Index] = true;
            }
        }
        return crossing;
    }
}
