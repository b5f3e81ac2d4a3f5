using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>Lists that only grow: a step of a small model takes less time than allocating them would.</summary>
internal sealed class RunWork
{
    public readonly Subgraph Graph = new();
    public readonly Binding Binding = new();
    public Node?[] Nodes = [];
}
