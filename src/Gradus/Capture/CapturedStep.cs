using Gradus.Graph;

namespace Gradus.Capturing;

/// <summary>A step that is recorded at its first call and replayed from then on; once for each set of argument shapes.</summary>
internal sealed class CapturedStep(Delegate step, Func<Tensor[], Scalar[], Tensor> invoke)
{
    private readonly List<CapturedPlan> plans = [];
    private readonly Lock gate = new();
    private Closure? closure;

    public Tensor Call(ReadOnlySpan<Tensor> tensors, ReadOnlySpan<Scalar> scalars)
    {
        // The oracle and the debugger want to see every op.
        if (Flags.Backend == Backend.Exact || Flags.OpAtATime) return invoke(tensors.ToArray(), scalars.ToArray());
        // Its result would be a number like any other to the outer recording, and stay what it was.
        if (Recording.Current is not null) throw Errors.CaptureInsideCapture();
        lock (gate)
        {
            closure?.Check();
            foreach (var plan in plans)
                if (plan.Fits(tensors) && !plan.IsOutdated()) return plan.Replay(tensors, scalars);
            plans.RemoveAll(plan => plan.IsOutdated());
            return Record(tensors.ToArray(), scalars);
        }
    }

    private Tensor Record(Tensor[] arguments, ReadOnlySpan<Scalar> scalars)
    {
        if (Array.FindIndex(arguments, argument => argument.NeedsGrad) is >= 0 and var parameter)
            throw Errors.CaptureArgumentWithGrad(parameter);
        // A bare number is a scalar by another name: as an array it would lose digits.
        var nodes = new Node[arguments.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = NumberOp.Digits(arguments[i].Node) is { } value
                ? NumberOp.Argument(value, scalars.Length + i, arguments[i].DType)
                : new Node(arguments[i].Numbers(out var holder), holder.DType, holder.Shape, holder, holder.IsTurned);
        var numbers = new Scalar[scalars.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Scalar.Argument(scalars[i].Value, i);
        var inside = Array.ConvertAll(nodes, node => new Tensor(node));
        closure ??= new Closure(step);
        using var recording = new Recording(arguments, inside);
        var result = invoke(inside, numbers);
        recording.CheckGradients();
        closure.CheckRecorded();
        var updated = recording.States.ConvertAll(state => state.State.Node);
        if (!result.Node.IsPending && !updated.Exists(node => node.IsPending)) throw Errors.CaptureOfNothing();
        // An argument, or a tensor from around the step, is another value at each call.
        if (!result.Node.IsPending && (!result.Node.IsNumber || NumberOp.IsArgument(result.Node))) result = result.Detach();
        // The caller's result has no history: what it would lead to belongs to the recording.
        var root = result.Node;
        Node[] roots = [root, .. updated];
        plans.Add(
            Backends.Runner.Record(roots, (plan, graph) => new CapturedPlan(plan, graph, nodes, recording, root)));
        foreach (var (state, _) in recording.States) state.ForgetHistory();
        return root.Value is not null ? new Tensor(new Node(root, root.IsTurned)) : result;
    }
}
