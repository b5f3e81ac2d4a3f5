using System.Runtime.InteropServices;

namespace Gradus.Graph;

/// <summary>
/// The nodes of one walk, inputs before users, and where each of them stands. Nodes carry a slot for that; only one walk of the
/// process may use the slots at a time, any other one takes a dictionary: slower, and as right.
/// </summary>
internal sealed class NodeList : IDisposable
{
    private const int Deepest = 200;

    private static int slotsTaken;

    private readonly List<Node> nodes = [];
    private readonly Stack<(Node Node, int Next)> open = new();
    private Dictionary<Node, int>? positions;
    private bool ownsSlots;

    [ThreadStatic] private static NodeList? cached;

    public int Count => nodes.Count;

    public Node this[int index] => nodes[index];

    public ReadOnlySpan<Node> Span => CollectionsMarshal.AsSpan(nodes);

    /// <summary>An empty list; dispose it to let the next walk have the slots.</summary>
    public static NodeList Begin()
    {
        var list = cached ?? new NodeList();
        cached = null;
        list.ownsSlots = Interlocked.CompareExchange(ref slotsTaken, 1, 0) == 0;
        if (!list.ownsSlots) list.positions = new(ReferenceEqualityComparer.Instance);
        return list;
    }

    public void Dispose()
    {
        nodes.Clear();
        open.Clear();
        positions = null;
        if (ownsSlots) Volatile.Write(ref slotsTaken, 0);
        ownsSlots = false;
        cached = this;
    }

    /// <summary>Where the node stands, or -1.</summary>
    public int Find(Node node)
    {
        if (!ownsSlots) return positions!.TryGetValue(node, out var position) ? position : -1;
        var slot = node.Slot;
        return (uint)slot < (uint)nodes.Count && ReferenceEquals(nodes[slot], node) ? slot : -1;
    }

    /// <summary>Adds what the root depends on, as far as the rules go, and then the root.</summary>
    public void Add<TWalk>(Node root, TWalk rules) where TWalk : struct, IWalk => Visit(root, rules, Deepest);

    // The usual graph is shallow, and calls are cheaper than a stack of our own; a deep one goes on without them.
    private void Visit<TWalk>(Node node, TWalk rules, int depthLeft) where TWalk : struct, IWalk
    {
        if (Find(node) >= 0) return;
        if (depthLeft == 0)
        {
            VisitDeep(node, rules);
            return;
        }
        if (rules.Enters(node))
        {
            var count = node.InputCount;
            for (var i = 0; i < count; i++)
                if (node.InputOrNull(i) is { } input && rules.Takes(input)) Visit(input, rules, depthLeft - 1);
        }
        Append(node);
    }

    private void VisitDeep<TWalk>(Node root, TWalk rules) where TWalk : struct, IWalk
    {
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            var (node, next) = at;
            if (next == 0 && Find(node) >= 0) continue;
            var entered = rules.Enters(node);
            Node? input = null;
            while (entered && next < node.InputCount)
            {
                input = node.InputOrNull(next++);
                if (input is not null && rules.Takes(input) && Find(input) < 0) break;
                input = null;
            }
            if (input is not null)
            {
                open.Push((node, next));
                open.Push((input, 0));
            }
            else if (Find(node) < 0) Append(node);
        }
    }

    private void Append(Node node)
    {
        if (ownsSlots) node.Slot = nodes.Count;
        else positions![node] = nodes.Count;
        nodes.Add(node);
    }
}
