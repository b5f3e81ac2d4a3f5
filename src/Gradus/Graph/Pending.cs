namespace Gradus.Graph;

/// <summary>Walks over what has not been computed yet. All walks are iterative: a graph may be deeper than a stack.</summary>
internal static class Pending
{
    /// <summary>
    /// The number of pending nodes below and including <paramref name="root"/>, counted no further than the limit.
    /// </summary>
    public static int Count(Node root, int limit)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance) { root };
        var open = new Stack<Node>();
        open.Push(root);
        while (open.TryPop(out var node) && seen.Count < limit)
        {
            for (var i = 0; i < node.InputCount; i++)
                if (node.InputOrNull(i) is { IsPending: true } input && seen.Add(input)) open.Push(input);
        }
        return seen.Count;
    }
}
