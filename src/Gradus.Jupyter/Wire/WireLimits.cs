namespace Gradus.Jupyter;

/// <summary>How much a peer may ask for. Anybody who reaches the port can connect, so nothing is unbounded.</summary>
internal static class WireLimits
{
    public const int Frames = 256;

    /// <summary>Bytes of a command; the ones in use are shorter than 100.</summary>
    public const int Command = 4096;

    /// <summary>Connections that one socket holds at once, each with two threads.</summary>
    public const int Peers = 64;

    /// <summary>Bytes that wait for a peer, where pictures are sent.</summary>
    public const int Backlog = 256 << 20;

    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);
}
