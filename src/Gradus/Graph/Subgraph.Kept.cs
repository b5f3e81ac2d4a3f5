namespace Gradus.Graph;

/// <summary>Which values a run keeps because an earlier one has dropped them.</summary>
internal sealed partial class Subgraph
{
    // Writing a value of so many elements costs less than computing what it hangs on.
    private const int Short = 1024;

    // What has to be computed again, by the plan that has computed it before and its place there.
    private readonly HashSet<(Loops.Plan Plan, int Place)> missed = [];

    /// <summary>Tells plans what they should have kept.</summary>
    public void ReportMissed()
    {
        foreach (var (plan, place) in missed) plan.Miss(place);
    }

    /// <summary>The places that a plan for this graph has missed, as far as they have been looked at.</summary>
    public int[] Considered { get; private set; } = [];

    /// <summary>Makes more of the nodes outputs: the key is another one then. False where nothing is to be added.</summary>
    public bool Keep(int[] places)
    {
        var known = Outputs.Count;
        foreach (var at in places)
            if (at < Count && entries[at] is { IsComputed: true, IsOutput: false } entry && IsDear(entry.Node)) AddOutput(at);
        Considered = Outputs.Count == known ? places : [];
        if (Outputs.Count == known) return false;
        CloseKey();
        return true;
    }

    // What earlier runs have dropped and something reads that fewer of them have passed is kept now, and then nothing below it is
    // asked for again. A large step of a backward pass is not, at first: computing it again in a loop costs less than writing it.
    private void KeepPassed(int reader, int at)
    {
        if (!entries[at].IsPassed || entries[at].Node.Passed <= entries[reader].Node.Passed) return;
        var isDetached = entries[reader].Node.Op is AliasOp;
        at = BehindViews(at);
        var node = entries[at].Node;
        if (!entries[at].IsPassed || node.Op is BackwardOp || IsViewOfLeaf(at)) return;
        if (IsDear(node) && node.Group?.Ran is { } ran)
        {
            // Where that run has put it.
            missed.Add((ran, entries[at].EarlierWeight - 1));
        }
        if (!entries[at].IsOutput && (IsDear(node) || isDetached || !node.RequiresGrad || node.Passed > 2)) AddOutput(at);
    }

    // A view of something that is no larger is there when that is.
    private int BehindViews(int at)
    {
        while (entries[at].Node is { Op: MoveOp or AliasOp } view && Inputs(at) is [var input, ..]
            && entries[input] is { IsComputed: true } behind && behind.Node.Shape.Elements <= view.Shape.Elements) at = input;
        return at;
    }

    private bool IsViewOfLeaf(int at) => entries[at].Node.Op is MoveOp or AliasOp && !entries[Inputs(at)[0]].IsComputed;

    // Keeping it costs less than computing it again, at once.
    private static bool IsDear(Node node) =>
        node.Op is ProductOp || (node.Op is not BackwardOp && node.Shape.Elements <= Short);
}
