namespace Gradus.Jupyter;

/// <summary>The sockets that a kernel has, by their names on the wire, and whom each talks to.</summary>
internal sealed record SocketKind(string Name, params string[] Partners)
{
    /// <summary>Requests and replies, many at a time.</summary>
    public static readonly SocketKind Router = new("ROUTER", "DEALER", "REQ", "ROUTER");

    /// <summary>One way, to all who subscribed.</summary>
    public static readonly SocketKind Publish = new("PUB", "SUB", "XSUB");

    /// <summary>A reply to each request, in turn.</summary>
    public static readonly SocketKind Reply = new("REP", "REQ", "DEALER");
}
