using System.Collections.Concurrent;
using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>Counts the plans of graphs that do the same to values of other shapes, and warns when it goes on and on.</summary>
internal static class Recompilation
{
    private const int Many = 100;

    private static readonly ConcurrentDictionary<int, int> Plans = new();

    public static void Note(Subgraph graph)
    {
        var hash = new HashCode();
        for (var i = 0; i < graph.Count; i++)
        {
            hash.Add(graph[i].Op.Id);
            foreach (var input in graph.Inputs(i)) hash.Add(input);
        }
        if (Plans.AddOrUpdate(hash.ToHashCode(), 1, (_, count) => count + 1) == Many)
            Warnings.Raise(Warnings.ManyPlans(Many, graph[graph.Count - 1]));
    }
}
