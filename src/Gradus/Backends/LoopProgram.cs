using System.Buffers;
using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// Runs a loop: shares stripes of blocks out to workers, folds what they sum, and combines the stripes in order. How one block is
/// computed is the backend's; everything that decides the order of a sum is here, so that all backends give the same bits.
/// </summary>
internal abstract class LoopProgram
{
    // Below this many element operations, some 8 us, a second worker costs more than it brings: handing over takes about a
    // microsecond, and then half of what has been written lies in another core's cache.
    private const long ParallelWork = 1 << 18;

    protected readonly Loop Loop;

    /// <summary>The backend for which no better program will come.</summary>
    public Backend? SettledFor;

    private readonly ReduceInstruction[] totals;
    private readonly ReduceInstruction[] columns;
    private readonly Instruction[] uniforms;
    private readonly (StoreInstruction Store, ReduceInstruction Reduce)[] results;
    private readonly nint[] uniformAt;
    private readonly nint[] accumulatorAt;
    private readonly nint[] partialAt;
    private readonly nint partialBytes;

    // A loop of one stripe keeps its partial results in the scratch.
    private readonly nint onlyPartialAt;

    protected LoopProgram(Loop loop)
    {
        Loop = loop;
        totals = Results(Direction.All);
        columns = Results(Direction.OverRows);
        uniformAt = new nint[loop.Instructions.Length];
        accumulatorAt = new nint[loop.Instructions.Length];
        partialAt = new nint[loop.Instructions.Length];
        uniforms = Array.FindAll(
            loop.Instructions, instruction =>
                instruction is { Extent: Extent.Uniform } and (NumberInstruction or LoadInstruction));
        foreach (var uniform in uniforms) uniformAt[uniform.Index] = Reserve(64);
        results = [.. loop.Instructions.OfType<StoreInstruction>()
            .Where(store => store.Arguments[0] is ReduceInstruction { Direction: not Direction.AlongRow })
            .Select(store => (store, (ReduceInstruction)store.Arguments[0]))];
        foreach (var total in totals)
        {
            accumulatorAt[total.Index] = Reserve(64);
            partialAt[total.Index] = partialBytes;
            partialBytes += 8;
        }
        partialBytes = (partialBytes + 63) & ~63;
        foreach (var column in columns)
        {
            accumulatorAt[column.Index] = Reserve(ColumnBytes(column.Lane));
            partialAt[column.Index] = partialBytes;
            partialBytes += ColumnBytes(TotalLane(column));
        }
        if (loop.Stripes == 1) onlyPartialAt = Reserve(partialBytes);
    }

    /// <summary>Bytes of scratch a worker needs.</summary>
    protected nint ScratchBytes { get; private set; }

    /// <summary>Sets room in the scratch aside: a multiple of 64 bytes.</summary>
    protected nint Reserve(nint bytes)
    {
        var at = ScratchBytes;
        ScratchBytes += (bytes + 63) & ~63;
        return at;
    }

    /// <summary>Where the scratch holds 64 bytes of a uniform value, repeated.</summary>
    public nint UniformAt(Instruction instruction) => uniformAt[instruction.Index];

    /// <summary>Where the scratch holds what a sum over rows has so far: one vector, or one value for each column.</summary>
    public nint AccumulatorAt(Instruction instruction) => accumulatorAt[instruction.Index];

    /// <summary>What the backend works out once for a run.</summary>
    protected virtual long[] Prepare(Binding binding) => [];

    /// <summary>Computes the rows that the frame names.</summary>
    protected abstract void RunBlock(ref Frame frame);

    private ReduceInstruction[] Results(Direction direction) =>
        [.. Loop.Instructions.OfType<ReduceInstruction>().Where(reduce => reduce.Direction == direction)];

    private nint ColumnBytes(Lane lane) => ((nint)Loop.Columns * lane.Size + 63) & ~63;

    // What totals are kept in: 64 bits.
    private static Lane TotalLane(ReduceInstruction reduce) =>
        reduce.Lane is Lane.Float32 or Lane.Float64 ? Lane.Float64 : Lane.Int64;

    public virtual void Run(Binding binding, Scratch memory)
    {
        var parameters = Prepare(binding);
        if (Loop.Stripes > 1)
        {
            RunManyStripes(binding, parameters);
            return;
        }
        var scratch = memory.Take(ScratchBytes);
        var frame = new Frame { Binding = binding, Parameters = parameters, Scratch = ref Scratch.Start(scratch) };
        PrepareUniforms(ref frame);
        ref var partial = ref frame.At(onlyPartialAt);
        RunStripe(ref frame, ref partial, 0);
        Finish(binding, ref partial);
        memory.Return(scratch);
    }

    private void RunManyStripes(Binding binding, long[] parameters)
    {
        var partials = ArrayPool<byte>.Shared.Rent((int)(partialBytes * Loop.Stripes) + 1);
        try
        {
            var work = (long)Loop.Elements * Loop.Instructions.Length;
            if (work < ParallelWork) RunStripes(binding, parameters, partials, 0, Loop.Stripes);
            else Workers.Run(
                Loop.Stripes, binding.Cancellation, (first, end) => RunStripes(binding, parameters, partials, first, end));
            Finish(binding, ref partials[0]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(partials);
        }
    }

    private void RunStripes(Binding binding, long[] parameters, byte[] partials, int first, int end)
    {
        var memory = RunContext.Current.Scratch;
        var scratch = memory.Take(ScratchBytes);
        var frame = new Frame { Binding = binding, Parameters = parameters, Scratch = ref Scratch.Start(scratch) };
        PrepareUniforms(ref frame);
        for (var stripe = first; stripe < end; stripe++) RunStripe(ref frame, ref partials[partialBytes * stripe], stripe);
        memory.Return(scratch);
    }

    private void RunStripe(ref Frame frame, ref byte partial, int stripe)
    {
        foreach (var total in totals)
        {
            total.Op.ClearTotal(total.Lane, ref Unsafe.Add(ref partial, partialAt[total.Index]));
            total.Op.Clear(total.Lane, ref frame.At(AccumulatorAt(total)), 64);
        }
        foreach (var column in columns)
        {
            var lane = TotalLane(column);
            column.Op.Clear(lane, ref Unsafe.Add(ref partial, partialAt[column.Index]), ColumnBytes(lane));
            column.Op.Clear(column.Lane, ref frame.At(AccumulatorAt(column)), ColumnBytes(column.Lane));
        }
        var end = Loop.FirstBlock(stripe + 1);
        for (var block = Loop.FirstBlock(stripe); block < end; block++)
        {
            frame.Binding.Cancellation.ThrowIfCancellationRequested();
            frame.FirstRow = block * Loop.RowsPerBlock;
            frame.Rows = Math.Min(Loop.RowsPerBlock, Loop.Rows - frame.FirstRow);
            RunBlock(ref frame);
            foreach (var total in totals)
                if (IsFold(block, end, total.Arguments[0].Extent == Extent.Row ? Loop.BlocksPerFlatFold : 1))
                    total.Op.Fold(
                        total.Lane, ref frame.At(AccumulatorAt(total)), ref Unsafe.Add(ref partial, partialAt[total.Index]));
            if (!IsFold(block, end, Loop.BlocksPerFold)) continue;
            foreach (var column in columns)
                column.Op.FoldColumns(
                    column.Lane, ref frame.At(AccumulatorAt(column)), ref Unsafe.Add(ref partial, partialAt[column.Index]),
                    Loop.Columns);
        }
    }

    private static bool IsFold(int block, int end, int blocksPerFold) => (block + 1) % blocksPerFold == 0 || block + 1 == end;

    private void PrepareUniforms(ref Frame frame)
    {
        foreach (var uniform in uniforms)
        {
            var bits = uniform is NumberInstruction number
                ? frame.Binding.Numbers[number.Number]
                : Blocks.UniformBits(ref frame, (LoadInstruction)uniform);
            ref var repeated = ref frame.At(uniformAt[uniform.Index]);
            if (uniform.Lane.Size == 4) Lanes<int>.All((int)bits).Store(ref repeated);
            else Lanes<long>.All(bits).Store(ref repeated);
        }
    }

    // Stripes are combined in order, whoever computed them.
    private void Finish(Binding binding, ref byte partials)
    {
        foreach (var (store, reduce) in results)
        {
            ref var first = ref Unsafe.Add(ref partials, partialAt[reduce.Index]);
            ref var target = ref Unsafe.Add(
                ref Storage.Bytes(binding.Arrays[store.Slot]), (nint)store.SlotOffset * store.DType.Size);
            for (var stripe = 1; stripe < Loop.Stripes; stripe++)
            {
                ref var other = ref Unsafe.Add(ref first, partialBytes * stripe);
                if (reduce.Direction == Direction.All) reduce.Op.CombineTotals(reduce.Lane, ref first, ref other);
                else reduce.Op.Accumulate(TotalLane(reduce), ref first, ref other, ColumnBytes(TotalLane(reduce)));
            }
            Blocks.StoreTotals(reduce.Lane, ref first, ref target, reduce.Direction == Direction.All ? 1 : Loop.Columns);
        }
    }
}
