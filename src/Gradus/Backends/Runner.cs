using Gradus.Graph;
using Gradus.Loops;
using Gradus.Passes;

namespace Gradus.Backends;

/// <summary>Realizes nodes: finds everything that is pending together with them, its plan, and runs it.</summary>
internal static class Runner
{
    private readonly struct PendingWalk : IWalk
    {
        public bool Enters(Node node) => node.IsPending;

        public bool Takes(Node node) => true;
    }

    // Lists that only grow, one set for each thread: a step of a small model takes less time than allocating them would.
    private sealed class Work
    {
        public readonly List<Node> Roots = [];
        public readonly Subgraph Graph = new();
        public int[] Key = new int[256];
        public int KeyLength;

        public void Write(int word)
        {
            if (KeyLength == Key.Length) Array.Resize(ref Key, Key.Length * 2);
            Key[KeyLength++] = word;
        }
    }

    [ThreadStatic] private static Work? cached;

    /// <summary>How many times a plan has been run: a test's view of what was computed together.</summary>
    public static long Runs;

    /// <summary>The node's numbers, computed now if they are not there.</summary>
    public static Storage Realize(Node node)
    {
        if (node.IsNumber) return FromNumber(node);
        if (node.IsPending) Run([node], null);
        return node.Value!;
    }

    /// <summary>Computes several nodes in one run.</summary>
    public static void Realize(ReadOnlySpan<Node> nodes) => Run(nodes, null);

    /// <summary>Runs what is pending in a group.</summary>
    public static void Finish(Group group) => Run([], group);

    private static Storage FromNumber(Node number)
    {
        var buffer = Storage.Allocate(number.DType, 1);
        var bits = NumberOp.LaneBits(number);
        switch (number.DType)
        {
            case DType.Float32 or DType.Int32:
                System.Runtime.CompilerServices.Unsafe.WriteUnaligned(ref buffer.Bytes, (int)bits);
                break;
            case DType.Bool: buffer.As<bool>()[0] = bits != 0; break;
            default: System.Runtime.CompilerServices.Unsafe.WriteUnaligned(ref buffer.Bytes, bits); break;
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
        var work = cached ?? new Work();
        cached = null;
        try
        {
            work.Roots.AddRange(roots);
            group?.TakeRoots(work.Roots);
            while (!Gather(work))
            {
                // Another thread published part of the graph while it was being looked at; there is less to do now.
            }
            if (work.Graph.Count > 0) Compute(work, use);
        }
        finally
        {
            work.Roots.Clear();
            work.Graph.Clear();
            work.KeyLength = 0;
            cached = work;
        }
    }

    private static bool Gather(Work work)
    {
        using var nodes = NodeList.Begin();
        var walked = 0;
        for (var root = 0; root < work.Roots.Count; root++)
        {
            if (!work.Roots[root].IsPending) continue;
            nodes.Add(work.Roots[root], new PendingWalk());
            // Walking a root may lead into groups, whose members are then roots too.
            for (; walked < nodes.Count; walked++)
            {
                // A waiting state's own group is what hangs on it: finishing an update must not compute the next loss.
                if (nodes[walked] is { IsPending: true, Owner: null } node && Group.Of(node) is { } group)
                    group.TakeRoots(work.Roots);
            }
        }
        if (!work.Graph.Take(nodes)) return false;
        foreach (var root in work.Roots)
            if (nodes.Find(root) is >= 0 and var at && work.Graph.IsComputed(at)) work.Graph.IsOutput(at) = true;
        return true;
    }

    private static void Compute(Work work, Action<Plan, Subgraph>? use)
    {
        var graph = work.Graph;
        if (Flags.Backend == Backend.Exact)
        {
            Exact.Run(graph);
            return;
        }
        for (var i = 0; i < graph.Count; i++)
            if (graph.IsComputed(i) && KeepsNow(graph[i])) graph.IsOutput(i) = true;
        WriteKey(work);
        var key = work.Key.AsSpan(0, work.KeyLength);
        if (!PlanCache.TryGet(key, out var plan)) plan = PlanCache.Add(key, Pipeline.Compile(graph));
        var binding = Bind(plan, graph);
        Execute(plan, binding);
        Publish(plan, binding, graph);
        use?.Invoke(plan, graph);
    }

    // A value that an earlier run has computed and dropped is kept when it is needed again: products at once, cheaper ones the
    // second time, because computing those again inside a loop costs less than writing them.
    private static bool KeepsNow(Node node) =>
        node.Passed > 0 && (node.Op is ProductOp || (node.Passed > 1 && node.Op is MapOp or ReduceOp));

    private static void WriteKey(Work work)
    {
        var graph = work.Graph;
        for (var i = 0; i < graph.Count; i++)
        {
            var node = graph[i];
            if (node.IsNumber)
            {
                var isKeyed = NumberOp.IsKeyed(node);
                work.Write(isKeyed ? -2 : -1);
                if (isKeyed) work.Write((int)NumberOp.Value(node));
                work.Write((int)node.DType);
                continue;
            }
            if (!graph.IsComputed(i)) work.Write(-3);
            else
            {
                work.Write(node.Op.Id << 1 | (graph.IsOutput(i) ? 1 : 0));
                foreach (var input in graph.Inputs(i)) work.Write(input);
                if (node.Facts is { } facts)
                {
                    work.Write(facts.Length);
                    foreach (var fact in facts) work.Write(fact);
                }
            }
            work.Write((int)node.DType << 8 | node.Shape.Rank);
            foreach (var extent in node.Shape.Extents) work.Write(extent);
        }
    }

    /// <summary>The arrays, numbers and starts of a run.</summary>
    public static Binding Bind(Plan plan, Subgraph graph)
    {
        var arrays = new Array[plan.Buffers.Length];
        int leaf = 0, number = 0, start = 0, numbers = 0, starts = 0;
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].IsNumber) numbers++;
            else if (graph.Value(i) is { } buffer) arrays[leaf++] = buffer.Data;
            else starts += graph[i].Offsets?.Length ?? 0;
        }
        var binding = new Binding
        {
            Arrays = arrays,
            Numbers = numbers == 0 ? [] : new long[numbers],
            Starts = starts == 0 ? [] : new int[starts],
            Cancellation = Execution.Cancellation,
        };
        if (numbers + starts == 0) return binding;
        for (var i = 0; i < graph.Count; i++)
        {
            var node = graph[i];
            if (node.IsNumber) binding.Numbers[number++] = NumberOp.LaneBits(node);
            else if (graph.Value(i) is null && node.Offsets is { } offsets)
            {
                offsets.CopyTo(binding.Starts, start);
                start += offsets.Length;
            }
        }
        return binding;
    }

    /// <summary>Runs every step. Temporaries are taken when their first step comes and given back after their last one.</summary>
    public static void Execute(Plan plan, Binding binding)
    {
        Interlocked.Increment(ref Runs);
        var runs = Interlocked.Increment(ref plan.Runs);
        for (var i = plan.Leaves; i < plan.Buffers.Length; i++)
            if (plan.Buffers[i].IsOutput && binding.Arrays[i] is null)
                binding.Arrays[i] = Storage.AllocateArray(plan.Buffers[i].DType, plan.Buffers[i].Length);
        var workspace = plan.TakeWorkspace(binding.Arrays);
        for (var step = 0; step < plan.Steps.Length; step++)
        {
            binding.Cancellation.ThrowIfCancellationRequested();
            var (first, last) = plan.Large[step];
            foreach (var i in first) binding.Arrays[i] = Temporaries.Take(plan.Buffers[i].DType, plan.Buffers[i].Length);
            switch (plan.Steps[step])
            {
                case Loop loop: Programs.For(plan, step, loop, runs).Run(binding); break;
                case ProductStep product: Product.Run(product, binding); break;
                case PlaceStep place: Place.Run(place, binding); break;
            }
            foreach (var i in last) Temporaries.Return(plan.Buffers[i].DType, binding.Arrays[i]);
        }
        plan.ReturnWorkspace(workspace);
    }

    private static void Publish(Plan plan, Binding binding, Subgraph graph)
    {
        var output = 0;
        var buffers = new Storage?[plan.Buffers.Length];
        for (var i = 0; i < graph.Count; i++)
        {
            if (!graph.IsComputed(i)) continue;
            var node = graph[i];
            if (!graph.IsOutput(i))
            {
                if (node.Passed < byte.MaxValue) node.Passed++;
                continue;
            }
            // An alias and what it stands for are one buffer.
            var slot = plan.Outputs[output++];
            node.Publish(buffers[slot] ??= new Storage(binding.Arrays[slot], plan.Buffers[slot].DType));
        }
    }
}
