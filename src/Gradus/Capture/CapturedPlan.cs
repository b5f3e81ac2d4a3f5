using System.Runtime.CompilerServices;
using Gradus.Backends;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Capturing;

/// <summary>
/// A recorded step for arguments of certain shapes: its plan, and where each thing that the plan reads and writes comes from at a
/// call.
/// </summary>
internal sealed class CapturedPlan
{
    private readonly Plan plan;
    private readonly Kind[] kinds;
    private readonly Binding binding = new();

    // Which buffer each argument and state is; -1 where the step does not use it.
    private readonly int[] argumentSlots;
    private readonly StateSlots[] states;
    private readonly (Tensor State, int Slot)[] watched;
    private readonly (int Number, int Argument, DType DType)[] numbers;
    private readonly (Tensor Tensor, Node Number)[] bareNumbers;
    private readonly (Tensor Tensor, bool NeedsGrad)[] surroundings;
    private readonly bool isGradEnabled = Autograd.IsEnabled;
    private readonly Tensor[] parameters;
    private readonly Tensor[] forgotten;
    private readonly (Array Numbers, Action<Array> Draw)[] drawn;

    // Outputs that are never written over what a state was.
    private readonly int[] fresh;
    private readonly DType resultDType;
    private readonly Shape resultShape;
    private readonly bool isResultTurned;

    // A result that the step does not compute.
    private readonly Node? constant;

    // Whose arrays a call reads: alive until it has read them.
    private readonly Node?[] holders;
    private readonly int resultSlot;

    /// <summary>The buffers a state is read from (-1: its old value is not needed) and written to.</summary>
    private readonly record struct StateSlots(Tensor State, int From, int To, bool IsInPlace, bool IsShared);

    /// <summary>What an argument has to be like. Turned matrices are multiplied in another order.</summary>
    private readonly record struct Kind(Shape Shape, DType DType, bool IsTurned, bool IsNumber)
    {
        public static Kind Of(Node node) => new(node.Shape, node.DType, node.IsTurned, NumberOp.Digits(node) is not null);

        public bool Fits(Node node) => node.DType == DType && node.Shape.Equals(Shape)
            && node.IsTurned == IsTurned && (NumberOp.Digits(node) is not null) == IsNumber && !node.RequiresGrad;
    }

    public CapturedPlan(Plan plan, Subgraph graph, Node[] arguments, Recording recording, Node result)
    {
        this.plan = plan;
        kinds = Array.ConvertAll(arguments, Kind.Of);
        Runner.Bind(plan, graph, binding);
        plan.TakeWorkspace(binding.Arrays);
        binding.HasWorkspace = true;
        argumentSlots = new int[arguments.Length];
        Array.Fill(argumentSlots, -1);
        var from = new int[recording.States.Count];
        Array.Fill(from, -1);
        List<(Tensor, int)> watched = [];
        List<(int, int, DType)> numbers = [];
        List<(Array, Action<Array>)> drawn = [];
        var outputs = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < graph.Count; i++)
        {
            var node = graph[i];
            if (node.IsNumber)
            {
                if (NumberOp.IsArgument(node)) numbers.Add((graph.Ordinal(i), node.Facts![0], node.DType));
            }
            else if (!graph.IsComputed(i))
            {
                var leaf = graph.Ordinal(i);
                var argument = Array.IndexOf(arguments, node);
                var state = recording.States.FindIndex(known => known.Before == node);
                if (argument >= 0) argumentSlots[argument] = leaf;
                else if (state >= 0) from[state] = leaf;
                else if (recording.TensorOf(node) is { } tensor) watched.Add((tensor, leaf));
                else if (recording.Drawn.TryGetValue(node, out var draw))
                {
                    // The first call's numbers may be somebody's.
                    binding.Arrays[leaf] = node.Value!.Clone();
                    drawn.Add((Unsafe.As<Array>(binding.Arrays[leaf]), draw));
                }
                // The rest stays bound from call to call.
                else LargeResults.Keep(node.DType, node.Value!);
            }
        }
        for (var i = 0; i < plan.Outputs.Length; i++) outputs[graph[graph.Outputs[i]]] = plan.Outputs[i];
        this.watched = [.. watched];
        this.drawn = [.. drawn];
        (bareNumbers, surroundings) = ([.. recording.Numbers], [.. recording.Surroundings]);
        (parameters, forgotten) = ([.. recording.Parameters.Except(recording.Forgotten)], [.. recording.Forgotten]);
        this.numbers = [.. numbers];
        holders = new Node?[arguments.Length + watched.Count + recording.States.Count];
        resultSlot = outputs.GetValueOrDefault(result, -1);
        (resultDType, resultShape, isResultTurned) = (result.DType, result.Shape, result.IsTurned);
        if (resultSlot < 0) constant = result;
        states = new StateSlots[recording.States.Count];
        for (var i = 0; i < states.Length; i++)
        {
            var state = recording.States[i].State;
            var to = outputs[state.Node];
            // Two handles of one new value (the result may be one) must not share an array that is written later.
            var isShared = to == resultSlot || Array.Exists(states[..i], earlier => earlier.To == to);
            states[i] = new(state, from[i], to, InPlace.IsSafe(plan, from[i], to), isShared);
        }
        fresh = [.. outputs.Values.Distinct().Where(slot => !Array.Exists(states, state => state.IsInPlace && state.To == slot))];
    }

    /// <summary>
    /// Whether a bare number that the step has found around it has got another value since, or a parameter has been frozen.
    /// </summary>
    public bool IsOutdated()
    {
        foreach (var (tensor, number) in bareNumbers)
            if (tensor.Node != number) return true;
        foreach (var (tensor, needsGrad) in surroundings)
            if (tensor.NeedsGrad != needsGrad) return true;
        return false;
    }

    public bool Fits(ReadOnlySpan<Tensor> arguments)
    {
        if (Autograd.IsEnabled != isGradEnabled) return false;
        for (var i = 0; i < kinds.Length; i++)
            if (!kinds[i].Fits(arguments[i].Node)) return false;
        return true;
    }

    // Mostly the same arrays as at the last call, and to write a reference costs more than to look at it.
    private static void Set(object[] arrays, int slot, Array? array)
    {
        if (!ReferenceEquals(arrays[slot], array)) arrays[slot] = array!;
    }

    /// <summary>The step again: no graph is built, and states that nobody else has looked at are written in place.</summary>
    public Tensor Replay(ReadOnlySpan<Tensor> arguments, ReadOnlySpan<Scalar> scalars)
    {
        foreach (var parameter in forgotten) parameter.ZeroGrad();
        foreach (var parameter in parameters)
            if (parameter.GradOrNull is not null) throw Errors.CaptureWithGradient("before");
        foreach (var (numbers, draw) in drawn) draw(numbers);
        var arrays = binding.Arrays;
        var read = 0;
        for (var i = 0; i < argumentSlots.Length; i++)
            if (argumentSlots[i] >= 0) Set(arrays, argumentSlots[i], arguments[i].Numbers(out holders[read++]));
        foreach (var slot in fresh) arrays[slot] = null!;
        foreach (var (state, slot) in watched) Set(arrays, slot, state.Owned?.Array ?? state.Numbers(out holders[read++]));
        foreach (var (number, argument, dtype) in numbers)
        {
            var tensor = argument - scalars.Length;
            var value = tensor < 0 ? scalars[argument].Value : NumberOp.Digits(arguments[tensor].Node)!.Value;
            binding.Numbers[number] = NumberOp.LaneBits(dtype, value);
        }
        var context = RunContext.Current;
        // A run that may be stopped half way must leave the old numbers whole.
        var mayWrite = !context.Cancellation.CanBeCanceled;
        binding.IsInPlace = false;
        foreach (var (state, from, to, isInPlace, _) in states)
        {
            Recording.ThrowIfUpdated(state, arguments);
            var owned = state.Owned;
            if (from >= 0) Set(arrays, from, owned?.Array ?? state.Numbers(out holders[read++]));
            if (!isInPlace) continue;
            Set(arrays, to, mayWrite ? owned?.Array : null);
            binding.IsInPlace |= arrays[to] is not null;
        }
        Runner.Execute(plan, binding, context);
        Array.Clear(holders, 0, read);
        foreach (var (state, _, to, _, isShared) in states)
        {
            var array = Unsafe.As<Array>(arrays[to]);
            if (!isShared && state.Owned is { } same && same.Array == array) continue;
            if (isShared) array = (Array)array.Clone();
            var claim = isShared ? null : binding.TakeClaim(to);
            if (state.Owned is not { } owned) state.HandOver(new OwnedState(array, claim));
            else (owned.Array, owned.Claim) = (array, claim);
        }
        return new Tensor(constant
            ?? new Node(
                Unsafe.As<Array>(arrays[resultSlot]), resultDType, resultShape, binding.TakeClaim(resultSlot), isResultTurned));
    }
}
