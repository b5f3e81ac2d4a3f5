namespace Gradus.Graph;

/// <summary>A value that came from outside the graph: data, or a value computed by an earlier run.</summary>
internal sealed class LeafOp : Op
{
    public static readonly LeafOp Instance = new();

    private LeafOp() : base("leaf")
    {
    }
}
