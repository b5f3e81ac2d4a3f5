namespace Gradus.Graph;

/// <summary>Which way a walk goes.</summary>
internal interface IWalk
{
    /// <summary>Whether the node's inputs are walked.</summary>
    bool Enters(Node node);

    /// <summary>Whether an input belongs to the walk.</summary>
    bool Takes(Node node);
}
