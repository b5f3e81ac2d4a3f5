using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Gradus.Jupyter;

/// <summary>
/// One connection, after both ends have greeted. Messages go out in the order they were sent, by a thread of their own: a cell
/// may keep the whole thread pool busy, and must still be heard and stopped.
/// </summary>
internal sealed class Peer : IDisposable
{
    private readonly SocketKind kind;
    private readonly NetworkStream stream;
    private readonly FrameReader reader;
    private readonly BlockingCollection<byte[]> outgoing = [];
    private long waiting;

    private Peer(Socket socket, SocketKind kind)
    {
        this.kind = kind;
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new FrameReader(stream);
    }

    /// <summary>What the peer calls itself: a client gives its sockets one name. Empty if it has none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Bytes that were sent and have not gone out yet.</summary>
    public long Backlog => Interlocked.Read(ref waiting);

    /// <summary>Greets, and closes the connection if that fails.</summary>
    /// <exception cref="WireException">The peer breaks the protocol or wants another kind of socket.</exception>
    /// <exception cref="IOException">The connection broke, or took too long.</exception>
    public static Peer Greet(Socket socket, SocketKind kind)
    {
        var peer = new Peer(socket, kind);
        using var deadline = new Timer(_ => peer.Dispose(), null, WireLimits.Handshake, Timeout.InfiniteTimeSpan);
        try
        {
            peer.stream.Write(Greeting.Create());
            Greeting.Check(peer.reader.Bytes(Greeting.Length));
            peer.stream.Write(WireCommand.Ready(kind).ToFrame());
            peer.Meet();
        }
        catch (Exception failure)
        {
            if (failure is WireException) peer.SendAway(failure.Message);
            peer.Dispose();
            throw;
        }
        new Thread(peer.WriteAll) { IsBackground = true, Name = $"to a peer of {kind.Name}" }.Start();
        return peer;
    }

    private void Meet()
    {
        if (reader.Read(WireLimits.Command) is not { IsCommand: true } ready)
            throw new WireException("Greeting: no READY command followed it.");
        var command = WireCommand.Parse(ready.Body);
        if (command.Name != "READY") throw new WireException("Greeting: a command other than READY followed it.");
        var properties = command.Properties();
        var partner = properties.TryGetValue("Socket-Type", out var type) ? Encoding.Latin1.GetString(type) : "";
        if (!kind.Partners.Contains(partner))
            throw new WireException(
                $"Greeting: a socket of type '{Greeting.Readable(type)}' cannot talk to {kind.Name}; " +
                $"expected {string.Join(" or ", kind.Partners)}.");
        if (properties.TryGetValue("Identity", out var identity)) Identity = identity;
    }

    /// <summary>The frames of the next message, or null when the peer has gone.</summary>
    /// <param name="onCommand">Takes commands that come between messages.</param>
    /// <exception cref="WireException">The peer breaks the protocol.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public byte[][]? Receive(Action<WireCommand>? onCommand)
    {
        var frames = new List<byte[]>();
        var room = kind.Message;
        while (true)
        {
            if (reader.Read(room) is not { } frame)
                return frames.Count == 0 ? null : throw new WireException($"Message: ended after {frames.Count} frames.");
            if (frame.IsCommand)
            {
                if (frames.Count > 0) throw new WireException("Message: a command came between its frames.");
                Obey(WireCommand.Parse(frame.Body), onCommand);
                continue;
            }
            frames.Add(frame.Body);
            room -= frame.Body.Length;
            if (!frame.HasMore) return [.. frames];
            if (frames.Count == WireLimits.Frames) throw new WireException($"Message: more than {WireLimits.Frames} frames.");
        }
    }

    private void Obey(WireCommand command, Action<WireCommand>? onCommand)
    {
        // A PING carries two bytes for how long to wait for the next one; the PONG returns what follows them.
        if (command.Name == "PING" && command.Data.Length >= 2) Enqueue(new WireCommand("PONG", command.Data[2..]).ToFrame());
        else onCommand?.Invoke(command);
    }

    /// <summary>Never waits. A peer that takes nothing for long is cut off.</summary>
    public void Send(ReadOnlySpan<byte[]> frames) => Enqueue(Frame.Encode(frames));

    private void Enqueue(byte[] bytes)
    {
        if (Interlocked.Add(ref waiting, bytes.Length) > kind.Backlog)
        {
            Dispose();
            return;
        }
        try
        {
            outgoing.Add(bytes);
        }
        catch (InvalidOperationException)
        {
            // The peer has just gone.
        }
    }

    private void WriteAll()
    {
        try
        {
            foreach (var bytes in outgoing.GetConsumingEnumerable())
            {
                stream.Write(bytes);
                Interlocked.Add(ref waiting, -bytes.Length);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    /// <summary>Waits until everything has gone out, but not beyond the given tick.</summary>
    public void Flush(long end)
    {
        while (Backlog > 0 && Environment.TickCount64 < end) Thread.Sleep(1);
    }

    private void SendAway(string reason)
    {
        try
        {
            stream.Write(WireCommand.Error(reason).ToFrame());
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The peer has gone already.
        }
    }

    public void Dispose()
    {
        outgoing.CompleteAdding();
        Interlocked.Exchange(ref waiting, 0);
        stream.Dispose();
    }
}
