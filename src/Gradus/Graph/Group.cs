namespace Gradus.Graph;

/// <summary>
/// What has to be run together: updated states, attached gradients and small results that share pending nodes. There is no
/// global list: the nodes know their group, so separate models share nothing and a dropped model is garbage.
/// </summary>
internal sealed class Group
{
    // A loss, and what it is a sum of.
    private const int SmallResult = 16;

    // Unread results of one group are run when there are this many, so that a loop that never looks stays bounded.
    private const int MostMembers = 256;

    private const int Deepest = 200;

    // Registering is rare (a few times a step) and short; one lock for all groups keeps merging simple.
    private static readonly Lock Gate = new();

    // Tensors whose value or gradient has changed, and nodes of small results. Most groups are made to be merged into another one
    // at once, so the room comes with the first member.
    private object[]? members;
    private int count;
    private Group? mergedInto;
    private bool closed;

    // The thread that is running the group, or 0.
    private int runner;

    /// <summary>The plan that has computed nodes of the group and not kept them, or one of those plans.</summary>
    public Loops.Plan? Ran;

    // What is recorded is one plan and nobody else's: it belongs to no group, or a run of something else would compute it.
    private static bool IsRecording => Capturing.Recording.Current is not null;

    /// <summary>The tensor has a new pending value; what it replaces belongs to the same group.</summary>
    public static void StateChanged(Tensor state, Node previous)
    {
        Group group;
        lock (Gate)
        {
            group = Join(CollectInputs(state.Node, Of(previous)), previous);
            group.Add(state);
        }
        group.FinishIfLarge();
    }

    /// <summary>The tensor has a new pending gradient.</summary>
    public static void GradientAttached(Tensor parameter)
    {
        if (IsRecording) return;
        lock (Gate) Join(Collect(parameter.GradOrNull!.Node), parameter.Node).Add(parameter);
    }

    /// <summary>The parameters of a deferred backward pass have new pending gradients.</summary>
    public static void GradientsAttached(Node backward, Gradient.History history)
    {
        if (IsRecording) return;
        lock (Gate)
        {
            var group = Collect(backward);
            foreach (var at in history.Parameters)
            {
                var parameter = history[at].Owner!;
                group = Join(group, parameter.Node);
                var gradient = parameter.GradOrNull!.Node;
                // A sum with an earlier gradient brings what that hangs on.
                if (gradient.Op is GradientOp) gradient.Group = group;
                else Collect(gradient, isRoot: false, ref group, Deepest);
                group.Add(parameter);
            }
        }
    }

    /// <summary>A result on a gradient graph is kept by the first run that passes it, if it is small.</summary>
    public static void SmallResultMade(Node result)
    {
        if (!result.RequiresGrad || !IsEntered(result) || result.IsRegistered || result.Shape.Elements > SmallResult) return;
        if (IsRecording) return;
        Group group;
        lock (Gate)
        {
            result.Register();
            group = Collect(result);
            group.Add(result);
        }
        group.FinishIfLarge();
    }

    private void Add(object member)
    {
        members ??= new object[6];
        if (count == members.Length) Array.Resize(ref members, count * 2);
        members[count++] = member;
    }

    private void FinishIfLarge()
    {
        if (count > MostMembers) Backends.Runner.Finish(this);
    }

    /// <summary>The open group of a node, or null.</summary>
    public static Group? Of(Node node)
    {
        var group = node.Group;
        if (group is null) return null;
        group = group.Representative();
        return group.closed ? null : group;
    }

    /// <summary>
    /// Waits while another thread runs what the root is pending with, and keeps others from it until <see cref="Leave"/>: a
    /// thread that came by meanwhile would compute the root once more, without its group. Null where there is nothing to keep,
    /// and for a run within a run, which must not wait for anybody.
    /// </summary>
    public static Group? Enter(Node root, Backends.RunContext context)
    {
        if (context.Entered is not null) return null;
        var wait = new SpinWait();
        while (root.IsPending && Around(root) is { } group)
        {
            if (Interlocked.CompareExchange(ref group.runner, Environment.CurrentManagedThreadId, 0) == 0)
                return context.Entered = group;
            context.Cancellation.ThrowIfCancellationRequested();
            wait.SpinOnce();
        }
        return null;
    }

    public void Leave(Backends.RunContext context)
    {
        context.Entered = null;
        Volatile.Write(ref runner, 0);
    }

    // A waiting state is computed with what its update is made of; its own group is what hangs on it.
    private static Group? Around(Node root)
    {
        if (root.Owner is null) return root.Group?.Representative();
        for (var i = 0; i < root.InputCount; i++)
            if (root.InputOrNull(i) is { Owner: null, Group: { } group }) return group.Representative();
        return null;
    }

    /// <summary>Closes the group and adds what is still pending in it to the roots of a run.</summary>
    public void TakeRoots(List<Node> roots)
    {
        lock (Gate)
        {
            if (closed) return;
            closed = true;
            foreach (var member in members.AsSpan(0, count))
            {
                if (member is Node { IsPending: true } result) roots.Add(result);
                if (member is not Tensor state) continue;
                if (state.Node is { IsPending: true, IsRecorded: false } value) roots.Add(value);
                // A gradient that it has got since belongs to another group.
                if (state.GradOrNull?.Node is { IsPending: true } gradient && gradient.Group?.Representative() == this)
                    roots.Add(gradient);
            }
            members = null;
        }
    }

    // Puts every pending node below, and the state values where the walk stops, into one group.
    private static Group Collect(Node root)
    {
        var group = Of(root) ?? OfInputs(root) ?? new Group();
        Collect(root, isRoot: true, ref group, Deepest);
        return group;
    }

    private static Group CollectInputs(Node node, Group? start)
    {
        var group = start ?? OfInputs(node) ?? new Group();
        CollectInputs(node, ref group, Deepest);
        return group;
    }

    private static void Collect(Node node, bool isRoot, ref Group group, int depthLeft)
    {
        if (Of(node) is { } known)
        {
            if (known != group) group = Merge(group, known);
            if (!isRoot) return;
        }
        if (depthLeft == 0)
        {
            foreach (var below in Order.Below(node, IsEntered, IsMember)) Collect(below, isRoot: true, ref group, 1);
            return;
        }
        group.Ran ??= node.Group?.Ran;
        node.Group = group;
        if (IsEntered(node)) CollectInputs(node, ref group, depthLeft);
    }

    private static void CollectInputs(Node node, ref Group group, int depthLeft)
    {
        var count = node.InputCount;
        for (var i = 0; i < count; i++)
            if (node.InputOrNull(i) is { } input && IsMember(input)) Collect(input, isRoot: false, ref group, depthLeft - 1);
    }

    // What hangs on a waiting state is another group; the state itself ties this group to the next change of it.
    private static bool IsEntered(Node node) => node.IsPending && node.Owner is null;

    private static bool IsMember(Node node) => !node.IsNumber && (node.IsPending || node.Owner is not null);

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
        var (large, small) = a.count >= b.count ? (a, b) : (b, a);
        for (var i = 0; i < small.count; i++) large.Add(small.members![i]);
        (small.members, small.count) = (null, 0);
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
