using System.Runtime.InteropServices;
using Gradus.Graph;

namespace Gradus.Gradient;

/// <summary>The nodes that the gradients of a result flow through, inputs before users; parameters are where they stop.</summary>
internal sealed class History : IDisposable
{
    private const int Deepest = 200;

    private readonly List<Node> nodes = [];
    private readonly List<int> parameters = [];
    private Dictionary<Node, int>? positions;

    [ThreadStatic] private static History? cached;
    [ThreadStatic] private static int open;

    /// <summary>Whether this thread is in the middle of a backward pass.</summary>
    public static bool IsOpen => open > 0;

    public int Count => nodes.Count;

    /// <summary>Whether a parameter's last update still has to be computed.</summary>
    public bool HasWaitingParameter { get; private set; }

    /// <summary>Whether something between parameters and result has been computed.</summary>
    public bool HasValues()
    {
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
            if (node.Owner is null && !node.IsPending) return true;
        return false;
    }

    public Node this[int index] => nodes[index];

    /// <summary>
    /// Where the parameters stand. One tensor may be there with several values: its gradient is summed in this order.
    /// </summary>
    public ReadOnlySpan<int> Parameters => CollectionsMarshal.AsSpan(parameters);

    /// <summary>Dispose it to let the next walk have the slots.</summary>
    public static History Of(Node result)
    {
        var history = cached ?? new History();
        cached = null;
        open++;
        history.positions = Node.TakeSlots() ? null : new(ReferenceEqualityComparer.Instance);
        history.HasWaitingParameter = false;
        history.Visit(result, Deepest);
        return history;
    }

    public void Dispose()
    {
        nodes.Clear();
        parameters.Clear();
        if (positions is null) Node.ReturnSlots();
        cached = this;
        open--;
    }

    /// <summary>Where the node stands, or -1.</summary>
    public int Find(Node node)
    {
        if (positions is not null) return positions.GetValueOrDefault(node, -1);
        var slot = node.Slot;
        return (uint)slot < (uint)nodes.Count && ReferenceEquals(nodes[slot], node) ? slot : -1;
    }

    private void Visit(Node node, int depthLeft)
    {
        if (Find(node) >= 0) return;
        if (depthLeft == 0)
        {
            foreach (var below in Order.Below(node, static node => node.Owner is null, static node => node.RequiresGrad))
                Visit(below, 1);
            return;
        }
        if (node.Owner is null)
        {
            var count = node.InputCount;
            for (var i = 0; i < count; i++)
                if (node.InputOrNull(i) is { RequiresGrad: true } input) Visit(input, depthLeft - 1);
        }
        else
        {
            HasWaitingParameter |= node.IsPending;
            parameters.Add(nodes.Count);
        }
        if (positions is null) node.Slot = nodes.Count;
        else positions[node] = nodes.Count;
        nodes.Add(node);
    }
}
