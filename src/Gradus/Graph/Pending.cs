namespace Gradus.Graph;

/// <summary>Walks over what has not been computed yet. All walks are iterative: a graph may be deeper than a stack.</summary>
internal static class Pending
{
    // Two inputs that share what they hang on mostly do so within a few nodes.
    private const int Near = 24;

    /// <summary>
    /// An upper bound on the pending nodes up to <paramref name="root"/> that counts once what its inputs share near them: all of
    /// the heaviest one, and what the others do not have in common with it.
    /// </summary>
    public static int Estimate(Node root)
    {
        List<Node> inputs = [];
        for (var i = 0; i < root.InputCount; i++)
            if (root.InputOrNull(i) is { IsPending: true } input) inputs.Add(input);
        if (inputs.Count == 0) return 1;
        var heaviest = inputs.MaxBy(input => input.Weight)!;
        var others = NearestBelow(inputs, NearestBelow([heaviest], []));
        // What has not been entered may hang on anything.
        return 1 + heaviest.Weight + Math.Min(others.Count, Near) + others.Skip(Near).Sum(node => node.Weight);
    }

    // The nodes and what is pending close below them, but for what is known.
    private static List<Node> NearestBelow(List<Node> nodes, List<Node> known)
    {
        List<Node> found = [.. nodes.Except(known)];
        for (var at = 0; at < Math.Min(found.Count, Near); at++)
        {
            for (var i = 0; i < found[at].InputCount; i++)
            {
                if (found[at].InputOrNull(i) is { IsPending: true } input && !known.Contains(input) && !found.Contains(input))
                    found.Add(input);
            }
        }
        return found;
    }

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
