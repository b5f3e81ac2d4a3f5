using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>From nodes to a plan: the passes, in order. Each one is a verb in a file of its own.</summary>
internal static class Pipeline
{
    public static Plan Compile(Subgraph graph)
    {
        var (values, outputs) = Lowering.Lower(graph);
        var blocks = Partition.Run(values);
        Allocation.Run(values);
        return Scheduling.Run(values, blocks, outputs, graph.LeafCount, [.. graph.Constants]);
    }
}
