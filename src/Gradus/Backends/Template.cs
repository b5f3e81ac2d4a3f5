using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// A graph that has been run, to know the next one like it by: a training step builds the same graph every time, and following
/// its edges beside the ones it had before takes a fraction of sorting it anew, writing its key and looking that up.
/// </summary>
internal sealed class Template
{
    // A larger graph is not one whose run is over before its key is written.
    private const int MostNodes = 1024;

    private readonly record struct Place(
        Node? Number, Op Op, Shape Shape, int[]? Facts, DType DType, int Flow, bool IsLeaf, int Ordinal, int[] Inputs);

    // Found by what can be seen of the first root; another graph that looks like it there takes its place.
    private static readonly Template?[] Recent = new Template?[256];

    private readonly Place[] places;
    private readonly int[] roots;
    private readonly int[] outputs;
    private readonly int numbers;
    private readonly int starts;
    private readonly int[] considered;

    public readonly Plan Plan;

    private Template(Subgraph graph, Plan plan, int[] roots)
    {
        Plan = plan;
        this.roots = roots;
        outputs = [.. graph.Outputs];
        numbers = graph.Numbers.Count;
        starts = graph.Starts.Count;
        considered = graph.Considered;
        places = new Place[graph.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var node = graph[i];
            places[i] = new(
                node.IsNumber ? node : null, node.Op, node.Shape, node.Facts, node.DType, node.Flow, !graph.IsComputed(i),
                graph.Ordinal(i), graph.Inputs(i).ToArray());
        }
    }

    // There may be a plan that keeps more by now.
    private bool IsOutdated => Plan.Missed != considered;

    public static void Clear() => Array.Clear(Recent);

    /// <summary>Where a pending root's template is kept.</summary>
    public static int PlaceOf(Node root) => (root.Op.Id * 37 + root.Weight) & (Recent.Length - 1);

    /// <summary>
    /// Remembers a graph that is met again; values that an earlier run has dropped are no part of what comes every time.
    /// </summary>
    public static void Remember(int place, Subgraph graph, Plan plan)
    {
        if (graph.Count > MostNodes || graph.HasPassed) return;
        ref var recent = ref Recent[place];
        if (recent?.Plan == plan && !recent.IsOutdated) return;
        var roots = new int[graph.Roots.Count];
        for (var i = 0; i < roots.Length; i++)
            if ((roots[i] = graph.IndexOf(graph.Roots[i])) < 0) return;
        recent = new(graph, plan, roots);
    }

    /// <summary>
    /// The template that the graph below the roots is another instance of, with its nodes, arrays, numbers and starts; or null.
    /// </summary>
    public static Template? Find(int place, List<Node> roots, ref Node?[] nodes, Binding binding)
    {
        if (Recent[place] is not { IsOutdated: false } template) return null;
        if (nodes.Length < template.places.Length) nodes = new Node?[template.places.Length * 2];
        while (true)
        {
            var known = roots.Count;
            if (template.Matches(roots, nodes, binding)) return template;
            Array.Clear(nodes, 0, template.places.Length);
            binding.Clear();
            // What has to be finished, too, has been found on the way.
            if (roots.Count == known) return null;
        }
    }

    private bool Matches(List<Node> given, Node?[] nodes, Binding binding)
    {
        if (given.Count > roots.Length) return false;
        for (var i = 0; i < given.Count; i++)
        {
            ref var root = ref nodes[roots[i]];
            if (root is not null && root != given[i]) return false;
            root = given[i];
        }
        binding.Prepare(Plan, numbers, starts);
        // Users come before inputs here: a node is known by the first edge that leads to it, and every other edge has to agree.
        for (var i = places.Length - 1; i >= 0; i--)
        {
            ref readonly var place = ref places[i];
            if (nodes[i] is not { } node) return false;
            if (place.Number is { } number)
            {
                if (node != number && !IsLike(node, number)) return false;
                binding.Numbers[place.Ordinal] = NumberOp.LaneBits(node);
            }
            else if (!IsLike(node, place)) return false;
            else if (place.IsLeaf)
            {
                if (node.Value is not { } value) return false;
                binding.Arrays[place.Ordinal] = value;
            }
            else if (!Follow(node, place, given, nodes, binding)) return false;
        }
        return given.Count == roots.Length;
    }

    private static bool IsLike(Node node, Node number) =>
        node.IsNumber && node.DType == number.DType && node.Facts is null && number.Facts is null
            && NumberOp.IsKeyed(node) == NumberOp.IsKeyed(number) && (node.Bits == number.Bits || !NumberOp.IsKeyed(number));

    private static bool IsLike(Node node, in Place place)
    {
        if (node.DType != place.DType || node.Flow != place.Flow) return false;
        if (node.Shape != place.Shape && !node.Shape.Equals(place.Shape)) return false;
        // Where a leaf comes from does not matter, but whether it has history does.
        if (place.IsLeaf) return !node.RequiresGrad || node.IsParameter;
        return node.Op == place.Op && (node.Facts == place.Facts || node.Facts.AsSpan().SequenceEqual(place.Facts));
    }

    private static bool Follow(Node node, in Place place, List<Node> given, Node?[] nodes, Binding binding)
    {
        var inputs = place.Inputs;
        if (node.Passed > 0 || node.InputCount != inputs.Length) return false;
        if (node.Owner is null && Group.Of(node) is { } group)
        {
            group.TakeRoots(given);
            return false;
        }
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = node.InputOrNull(i);
            ref var known = ref nodes[inputs[i]];
            if (known is null) known = input;
            else if (known != input && (input is null || !NumberOp.AreEqual(known, input))) return false;
            if (input is null) return false;
        }
        if (node.Offsets is { } offsets) offsets.CopyTo(binding.Starts, place.Ordinal);
        // A value is published before inputs are let go: if none has come, those that were found are all.
        return node.Value is null;
    }

    /// <summary>Gives the nodes their numbers, and forgets them.</summary>
    public void Publish(Node?[] nodes, Binding binding)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            var slot = Plan.Outputs[i];
            nodes[outputs[i]]!.Publish(Unsafe.As<Array>(binding.Arrays[slot]), binding.Claim(slot));
        }
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i].IsLeaf || nodes[i] is not { IsPending: true } passed) continue;
            passed.Passed++;
            passed.PassedBy(Plan, i);
        }
        Array.Clear(nodes, 0, places.Length);
    }
}
