namespace Gradus.Jupyter;

/// <summary>The sockets that a kernel has, by their names on the wire, and whom each talks to.</summary>
/// <param name="Message">Bytes of all frames of one message.</param>
/// <param name="Backlog">Bytes that wait for a peer before it is taken for dead.</param>
internal sealed record SocketKind(string Name, int Message, int Backlog, params string[] Partners)
{
    /// <summary>Requests and replies, many at a time. A notebook's cells and pictures are far smaller.</summary>
    public static readonly SocketKind Router = new("ROUTER", 64 << 20, WireLimits.Backlog, "DEALER", "REQ", "ROUTER");

    /// <summary>One way, to all who subscribed: what comes in are topics, which are kept, and short.</summary>
    public static readonly SocketKind Publish = new("PUB", 4 << 10, WireLimits.Backlog, "SUB", "XSUB");

    /// <summary>A reply to each request, in turn. Only beats are asked for, of a few bytes.</summary>
    public static readonly SocketKind Reply = new("REP", 64 << 10, 1 << 20, "REQ", "DEALER");
}
