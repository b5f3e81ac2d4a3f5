using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>
/// Runs a loop one instruction at a time over whole blocks: no code is made at run time, so this is what runs first, where code
/// cannot be emitted, and what emitted code is compared with.
/// </summary>
internal sealed class WalkProgram : LoopProgram
{
    private readonly List<WalkStep> steps = [];
    private readonly WalkValue?[] values;

    // Values repeated to a full extent for a formula that mixes extents, one for each instruction that needs it.
    private readonly WalkValue?[] widened;

    private readonly List<(nint At, nint Bytes)> free = [];

    public WalkProgram(Loop loop) : base(loop)
    {
        var instructions = loop.Instructions;
        values = new WalkValue?[instructions.Length];
        widened = new WalkValue?[instructions.Length];
        var lastUse = LastUses(instructions);
        foreach (var instruction in instructions)
        {
            Add(instruction);
            for (var i = 0; i <= instruction.Index; i++)
            {
                if (lastUse[i] != instruction.Index) continue;
                Release(values[i]);
                Release(widened[i]);
            }
        }
    }

    protected override void RunBlock(ref Frame frame)
    {
        foreach (var step in steps) step.Run(ref frame);
    }

    private static int[] LastUses(Instruction[] instructions)
    {
        var last = new int[instructions.Length];
        foreach (var instruction in instructions)
        {
            last[instruction.Index] = instruction.Index;
            foreach (var argument in instruction.Arguments) last[argument.Index] = instruction.Index;
        }
        return last;
    }

    private void Add(Instruction instruction)
    {
        switch (instruction)
        {
            case { Extent: Extent.Uniform } and (NumberInstruction or LoadInstruction):
                values[instruction.Index] = WalkValue.Uniform(UniformAt(instruction), instruction.Lane);
                break;
            case LoadInstruction load:
                var loaded = Allocate(load.Extent, load.Lane);
                values[load.Index] = loaded;
                steps.Add(new WalkLoad(Loop, load, loaded));
                break;
            case MapInstruction map:
                var arguments = Array.ConvertAll(map.Arguments.ToArray(), argument => Argument(argument, map.Extent));
                var mapped = Allocate(map.Extent, map.Lane);
                values[map.Index] = mapped;
                steps.Add(new WalkMap(Loop, map, arguments, mapped));
                break;
            case CastInstruction cast:
                values[cast.Index] = Allocate(cast.Extent, cast.Lane);
                steps.Add(new WalkCast(Loop, cast.Arguments[0], values[cast.Arguments[0].Index]!, values[cast.Index]!));
                break;
            case WidenInstruction widen:
                values[widen.Index] = Allocate(widen.Extent, widen.Lane);
                steps.Add(
                    new WalkWiden(Loop, widen.Arguments[0].Extent, values[widen.Arguments[0].Index]!, values[widen.Index]!));
                break;
            case ReduceInstruction { Direction: Direction.AlongRow } reduce:
                values[reduce.Index] = Allocate(Extent.Row, reduce.Lane);
                steps.Add(
                    new WalkRowReduce(
                        Loop, reduce, Reserve(WalkRowReduce.LaneBytes), values[reduce.Arguments[0].Index]!,
                        values[reduce.Index]!));
                break;
            case ReduceInstruction reduce:
                steps.Add(new WalkAccumulate(Loop, reduce, AccumulatorAt(reduce), values[reduce.Arguments[0].Index]!));
                break;
            case StoreInstruction { Arguments: [ReduceInstruction { Direction: not Direction.AlongRow }] }:
                break;
            case StoreInstruction store:
                steps.Add(new WalkStore(Loop, store, values[store.Arguments[0].Index]!));
                break;
        }
    }

    private WalkValue Argument(Instruction argument, Extent extent)
    {
        var value = values[argument.Index]!;
        return argument.Extent == extent || argument.Extent == Extent.Uniform ? value : Widened(argument, extent);
    }

    private WalkValue Widened(Instruction argument, Extent extent)
    {
        if (widened[argument.Index] is { } known && known.Extent == extent) return known;
        var result = Allocate(extent, argument.Lane);
        steps.Add(new WalkWiden(Loop, argument.Extent, values[argument.Index]!, result));
        return widened[argument.Index] = result;
    }

    private WalkValue Allocate(Extent extent, Lane lane)
    {
        // A vector more than the block: whole vectors are read and written past the last element.
        var bytes = (((nint)Loop.Count(extent, Loop.RowsPerBlock) * lane.Size + 63) & ~63) + 64;
        for (var i = 0; i < free.Count; i++)
        {
            if (free[i].Bytes != bytes) continue;
            var at = free[i].At;
            free.RemoveAt(i);
            return new WalkValue(extent, lane, at, bytes);
        }
        return new WalkValue(extent, lane, Reserve(bytes), bytes);
    }

    private void Release(WalkValue? value)
    {
        if (value is { Bytes: > 0 }) free.Add((value.At, value.Bytes));
    }
}
