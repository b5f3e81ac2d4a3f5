namespace Gradus.Graph;

/// <summary>
/// A backward pass that has been asked for and not been written out. A training step asks for the same one every time, so its
/// nodes are made when a plan is, not at every step. Its input is the result; the parameters are those that history leads to.
/// </summary>
internal sealed class BackwardOp : Op
{
    public static readonly BackwardOp Instance = new();

    private BackwardOp() : base("backward")
    {
    }

    /// <summary>
    /// Gives the gradients that are still deferred in the graph their nodes. Whoever walks the graph again finds those.
    /// </summary>
    public static void WriteOut(Subgraph graph)
    {
        NumberOp.Planned = graph;
        try
        {
            for (var i = 0; i < graph.Count; i++)
                if (graph[i].Op is BackwardOp) WriteOut(graph, i);
        }
        finally
        {
            NumberOp.Planned = null;
        }
    }

    private static void WriteOut(Subgraph graph, int index)
    {
        var gradients = Gradus.Gradient.Reverse.WriteOut(graph[index]);
        for (var user = index + 1; user < graph.Count; user++)
            if (graph[user].Op is GradientOp && graph.IsComputed(user) && graph.Inputs(user)[0] == index)
                graph[user].Redirect(graph[index], gradients[graph[user].Facts![0]]);
    }
}
