namespace Gradus.Graph;

/// <summary>
/// What has to be run together: updated states, attached gradients and small results that share pending nodes. There is no
/// global list: the nodes know their group, so separate models share nothing and a dropped model is garbage.
/// </summary>
internal sealed class Group
{
    /// <summary>A result this small on a gradient graph (a loss) is always kept by the run that passes it.</summary>
    public const int SmallResult = 16;

    // Unread results of one group are run when there are this many, so that a loop that never looks stays bounded.
    private const int MostMembers = 256;

    // Registering is rare (a few times a step) and short; one lock for all groups keeps merging simple.
    private static readonly Lock Gate = new();

    // Most groups are made to be merged into another one at once, so the lists come with the first member.
    private List<Tensor>? states;
    private List<Node>? results;
    private Group? mergedInto;
    private bool closed;

    [ThreadStatic] private static Stack<Node>? walk;

    /// <summary>The tensor has a new pending value; what it replaces belongs to the same group.</summary>
    public static void StateChanged(Tensor state, Node previous)
    {
        Group group;
        lock (Gate)
        {
            group = Collect(state.Node.Input(0));
            group = Join(group, previous);
            (group.states ??= []).Add(state);
        }
        group.FinishIfLarge();
    }

    /// <summary>The tensor has a new pending gradient.</summary>
    public static void GradientAttached(Tensor parameter)
    {
        lock (Gate)
        {
            var group = Collect(parameter.GradOrNull!.Node);
            group = Join(group, parameter.Node);
            (group.states ??= []).Add(parameter);
        }
    }

    public static void SmallResultMade(Node result)
    {
        Group group;
        lock (Gate)
        {
            group = Collect(result);
            (group.results ??= []).Add(result);
        }
        group.FinishIfLarge();
    }

    private int Members => (states?.Count ?? 0) + (results?.Count ?? 0);

    private void FinishIfLarge()
    {
        if (Members > MostMembers) Backends.Runner.Finish(this);
    }

    /// <summary>The open group of a node, or null.</summary>
    public static Group? Of(Node node)
    {
        var group = node.Group;
        if (group is null) return null;
        group = group.Representative();
        return group.closed ? null : group;
    }

    /// <summary>Closes the group and adds what is still pending in it to the roots of a run.</summary>
    public void TakeRoots(List<Node> roots)
    {
        lock (Gate)
        {
            if (closed) return;
            closed = true;
            foreach (var state in states ?? [])
            {
                if (state.Node.IsPending) roots.Add(state.Node);
                if (state.GradOrNull is { Node.IsPending: true } gradient) roots.Add(gradient.Node);
            }
            foreach (var result in results ?? [])
                if (result.IsPending) roots.Add(result);
            states = null;
            results = null;
        }
    }

    // Puts every pending node below, and the state values where the walk stops, into one group.
    private static Group Collect(Node root)
    {
        var open = walk ??= new();
        var group = Of(root) ?? OfInputs(root) ?? new Group();
        open.Push(root);
        while (open.TryPop(out var node))
        {
            if (Of(node) is { } known)
            {
                if (known != group) group = Merge(group, known);
                if (node != root) continue;
            }
            if (node.IsPending || node.Owner is not null) node.Group = group;
            // What hangs on a waiting state is another group; the state itself ties this group to the next change of it.
            if (!node.IsPending || node.Owner is not null) continue;
            for (var i = 0; i < node.InputCount; i++)
                if (node.InputOrNull(i) is { IsNumber: false } input && (input.IsPending || input.Owner is not null))
                    open.Push(input);
        }
        return group;
    }

    // A new value mostly hangs on one that has a group; making another one only to merge it would be waste.
    private static Group? OfInputs(Node node)
    {
        for (var i = 0; i < node.InputCount; i++)
            if (node.InputOrNull(i) is { Owner: null } input && Of(input) is { } group) return group;
        return null;
    }

    private static Group Join(Group group, Node node)
    {
        if (Of(node) is { } known) return known == group ? group : Merge(group, known);
        node.Group = group;
        return group;
    }

    private static Group Merge(Group a, Group b)
    {
        var (large, small) = a.Members >= b.Members ? (a, b) : (b, a);
        if (small.states is { } states) (large.states ??= []).AddRange(states);
        if (small.results is { } results) (large.results ??= []).AddRange(results);
        small.states = null;
        small.results = null;
        small.mergedInto = large;
        return large;
    }

    private Group Representative()
    {
        var group = this;
        while (group.mergedInto is { } next)
        {
            // Halves the way for the next one who asks.
            if (next.mergedInto is { } further) group.mergedInto = further;
            group = next;
        }
        return group;
    }
}
