namespace Gradus.Graph;

/// <summary>A walk without calls, for graphs deeper than a stack.</summary>
internal static class Order
{
    /// <summary>
    /// What the root depends on, inputs before users, and then the root: the inputs of nodes that are entered, as far as they are
    /// taken.
    /// </summary>
    public static List<Node> Below(Node root, Func<Node, bool> enters, Func<Node, bool> takes)
    {
        var order = new List<Node>();
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance) { root };
        var open = new Stack<(Node Node, int Next)>();
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            var (node, next) = at;
            if (!enters(node) || next >= node.InputCount)
            {
                order.Add(node);
                continue;
            }
            open.Push((node, next + 1));
            if (node.InputOrNull(next) is { } input && takes(input) && seen.Add(input)) open.Push((input, 0));
        }
        return order;
    }
}
