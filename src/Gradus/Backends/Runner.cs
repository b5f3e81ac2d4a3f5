using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;
using Gradus.Passes;

namespace Gradus.Backends;

/// <summary>Realizes nodes: finds everything that is pending together with them, its plan, and runs it.</summary>
internal static class Runner
{
    /// <summary>How many times this thread has run a plan: a test's view of what was computed together.</summary>
    public static long Runs => RunContext.Current.Runs;

    /// <summary>The node's numbers, computed now if they are not there.</summary>
    public static Array Realize(Node node)
    {
        if (node.IsNumber) return FromNumber(node);
        if (node.IsPending) Run([node], null);
        return node.Value!;
    }

    /// <summary>Computes several nodes in one run.</summary>
    public static void Realize(ReadOnlySpan<Node> nodes) => Run(nodes, null);

    /// <summary>Runs what is pending in a group.</summary>
    public static void Finish(Group group) => Run([], group);

    private static Array FromNumber(Node number)
    {
        var buffer = Storage.Allocate(number.DType, 1);
        var bits = NumberOp.LaneBits(number);
        switch (number.DType)
        {
            case DType.Float32 or DType.Int32:
                Unsafe.WriteUnaligned(ref Storage.Bytes(buffer), (int)bits);
                break;
            case DType.Bool: buffer.As<bool>()[0] = bits != 0; break;
            default: Unsafe.WriteUnaligned(ref Storage.Bytes(buffer), bits); break;
        }
        return buffer;
    }

    /// <summary>Runs the roots and hands out the plan and what it was made for.</summary>
    public static TResult Record<TResult>(ReadOnlySpan<Node> roots, Func<Plan, Subgraph, TResult> use)
    {
        TResult? result = default;
        Run(roots, null, (plan, graph) => result = use(plan, graph));
        return result!;
    }

    private static void Run(ReadOnlySpan<Node> roots, Group? group, Action<Plan, Subgraph>? use = null)
    {
        var context = RunContext.Current;
        var entered = roots.Length > 0 ? Group.Enter(roots[0], context) : null;
        var work = context.Work ?? new RunWork();
        context.Work = null;
        try
        {
            work.Graph.Roots.AddRange(roots);
            group?.TakeRoots(work.Graph.Roots);
            var place = 0;
            if (use is null && RunAgain(work, context, out place)) return;
            Plan? plan;
            while (!work.Graph.Walk() || !TryPlan(work.Graph, keepsMissed: use is null, out plan))
            {
                // Another thread has published part of the graph meanwhile, or a backward pass had to be written out: look again.
                work.Graph.Retract();
            }
            if (plan is null) return;
            Bind(plan, work.Graph, work.Binding);
            Execute(plan, work.Binding, context);
            Publish(plan, work.Binding, work.Graph);
            work.Graph.ReportMissed();
            if (use is null && plan.Runs > 1) Template.Remember(place, work.Graph, plan);
            use?.Invoke(plan, work.Graph);
        }
        finally
        {
            work.Graph.Roots.Clear();
            work.Graph.Clear();
            work.Binding.Clear();
            context.Work = work;
            entered?.Leave(context);
        }
    }

    // The same graph as at an earlier step, with other numbers.
    private static bool RunAgain(RunWork work, RunContext context, out int place)
    {
        var roots = work.Graph.Roots;
        place = roots.Count == 0 ? 0 : Template.PlaceOf(roots[0]);
        if (roots.Count == 0 || Flags.Backend == Backend.Exact) return false;
        if (roots[0].Owner is null && Group.Of(roots[0]) is { } group) group.TakeRoots(roots);
        if (Template.Find(place, roots, ref work.Nodes, work.Binding) is not { } template) return false;
        try
        {
            Execute(template.Plan, work.Binding, context);
        }
        catch
        {
            Array.Clear(work.Nodes);
            throw;
        }
        template.Publish(work.Nodes, work.Binding);
        return true;
    }

    // No plan where nothing is left to run. False where the graph has to be looked at again.
    private static bool TryPlan(Subgraph graph, bool keepsMissed, out Plan? plan)
    {
        plan = null;
        if (graph.Count == 0) return true;
        if (graph.HasDeferred && (graph.HasHistory || Flags.Backend == Backend.Exact))
        {
            BackwardOp.WriteOut(graph);
            return false;
        }
        if (Flags.Backend == Backend.Exact)
        {
            Exact.Run(graph);
            return true;
        }
        if (!PlanCache.TryGet(graph.Key, out plan)) return Compile(graph, out plan);
        if (plan is not null) return !keepsMissed || !graph.Keep(plan.Missed) || TryPlan(graph, keepsMissed, out plan);
        BackwardOp.WriteOut(graph);
        return false;
    }

    private static bool Compile(Subgraph graph, out Plan? plan)
    {
        Recompilation.Note(graph);
        if (!graph.HasDeferred)
        {
            plan = PlanCache.Add(graph.Key, Pipeline.Compile(graph));
            return true;
        }
        BackwardOp.WriteOut(graph);
        plan = null;
        var written = new Subgraph { MergesNumbers = false };
        foreach (var output in graph.Outputs) written.Roots.Add(graph[output]);
        if (written.Walk() && !graph.IsStale())
        {
            // A backward pass that reads what its graph does not name (starts of slices in an order of its own) gets no plan as a
            // whole.
            plan = PlanCache.Add(graph.Key, written.CountAs(graph) ? Pipeline.Compile(written) : null);
        }
        // This walk was for the plan; the run counts what it passes by the other one.
        written.Retract();
        return plan is not null;
    }

    /// <summary>The arrays, numbers and starts of a run.</summary>
    public static void Bind(Plan plan, Subgraph graph, Binding binding)
    {
        binding.Prepare(plan, graph.Numbers.Count, graph.Starts.Count);
        graph.Leaves.AsSpan(0, graph.LeafCount).CopyTo(binding.Arrays);
        graph.Numbers.CopyTo(binding.Numbers);
        graph.Starts.CopyTo(binding.Starts);
    }

    /// <summary>Runs every step. Temporaries are taken when their first step comes and given back after their last one.</summary>
    public static void Execute(Plan plan, Binding binding, RunContext context)
    {
        context.Watcher?.Add(plan);
        context.Runs++;
        plan.Runs++;
        if (binding.Cancellation != context.Cancellation) binding.Cancellation = context.Cancellation;
        var arrays = binding.Arrays;
        foreach (var slot in plan.Given) arrays[slot] ??= Storage.Allocate(plan.Buffers[slot].DType, plan.Buffers[slot].Length);
        if (plan.GivenLarge.Length > 0) TakeLarge(plan, binding);
        var workspace = binding.HasWorkspace ? null : plan.TakeWorkspace(arrays);
        for (var step = 0; step < plan.Steps.Length; step++)
        {
            binding.Cancellation.ThrowIfCancellationRequested();
            if (plan.HasLarge) TakeTemporaries(plan, binding, step);
            switch (plan.Steps[step])
            {
                case Loop loop: Programs.For(plan, step, loop).Run(binding, context.Scratch); break;
                case ProductStep product: Product.Run(product, binding); break;
                case PlaceStep place: Place.Run(place, binding); break;
                case GatherStep gather: Gather.Run(gather, binding); break;
                case AccumulateStep accumulate: Accumulate.Run(accumulate, binding); break;
            }
            if (plan.HasLarge) ReturnTemporaries(plan, binding, step);
        }
        if (workspace is not null) plan.ReturnWorkspace(workspace);
    }

    private static void TakeTemporaries(Plan plan, Binding binding, int step)
    {
        foreach (var i in plan.Large[step].First)
            binding.Arrays[i] = HostOf(plan, binding, i) ?? Temporaries.Take(plan.Buffers[i].DType, plan.Buffers[i].Length);
    }

    private static void ReturnTemporaries(Plan plan, Binding binding, int step)
    {
        foreach (var i in plan.Large[step].Last)
            if (HostOf(plan, binding, i) is null)
                Temporaries.Return(plan.Buffers[i].DType, Unsafe.As<Array>(binding.Arrays[i]));
    }

    // An output that is written over its own old numbers is not free before its own step.
    private static object? HostOf(Plan plan, Binding binding, int slot) =>
        plan.Buffers[slot].Host is >= 0 and var host && !binding.IsInPlace ? binding.Arrays[host] : null;

    private static void TakeLarge(Plan plan, Binding binding)
    {
        foreach (var slot in plan.GivenLarge)
        {
            var buffer = plan.Buffers[slot];
            binding.Arrays[slot] ??= LargeResults.Take(buffer.DType, buffer.Length, out binding.Claims[slot]);
        }
    }

    private static void Publish(Plan plan, Binding binding, Subgraph graph)
    {
        // An alias and what it stands for are one buffer.
        for (var i = 0; i < plan.Outputs.Length; i++)
        {
            var slot = plan.Outputs[i];
            graph[graph.Outputs[i]].Publish(Unsafe.As<Array>(binding.Arrays[slot]), binding.Claim(slot));
        }
        for (var i = 0; i < graph.Count; i++)
            if (graph.IsComputed(i) && graph[i].IsPending) graph[i].PassedBy(plan, i);
    }
}
