using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Gradus.Jupyter;

/// <summary>One connection, after both ends have greeted. Messages go out in the order they were sent, by a task of their own.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly FrameReader reader;
    private readonly Channel<byte[]> outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private long waiting;

    private Peer(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new FrameReader(stream);
    }

    /// <summary>What the peer calls itself: a client gives its sockets one name. Empty if it has none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Bytes that were sent and have not gone out yet.</summary>
    public long Backlog => Interlocked.Read(ref waiting);

    /// <exception cref="WireException">The peer breaks the protocol or wants another kind of socket.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<Peer> Greet(Socket socket, SocketKind kind, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(WireLimits.Handshake);
        var peer = new Peer(socket);
        try
        {
            await peer.stream.WriteAsync(Greeting.Create(), deadline.Token);
            Greeting.Check(await peer.reader.Bytes(Greeting.Length, deadline.Token));
            await peer.stream.WriteAsync(WireCommand.Ready(kind).ToFrame(), deadline.Token);
            await peer.Meet(kind, deadline.Token);
            _ = peer.WriteAll();
            return peer;
        }
        catch (Exception failure)
        {
            if (failure is WireException) await peer.SendAway(failure.Message);
            peer.Dispose();
            if (failure is not OperationCanceledException || cancellation.IsCancellationRequested) throw;
            throw new WireException($"Greeting: not finished within {WireLimits.Handshake.TotalSeconds} seconds.");
        }
    }

    private async Task Meet(SocketKind kind, CancellationToken cancellation)
    {
        var frame = await reader.Read(WireLimits.Command, cancellation);
        if (frame is not { IsCommand: true } ready) throw new WireException("Greeting: no READY command followed it.");
        var command = WireCommand.Parse(ready.Body);
        if (command.Name != "READY") throw new WireException($"Greeting: a command other than READY followed it.");
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
    public async Task<byte[][]?> Receive(Action<WireCommand>? onCommand, CancellationToken cancellation)
    {
        var frames = new List<byte[]>();
        var room = WireLimits.Message;
        while (true)
        {
            if (await reader.Read(room, cancellation) is not { } frame)
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
        if (Interlocked.Add(ref waiting, bytes.Length) > WireLimits.Backlog) Dispose();
        else outgoing.Writer.TryWrite(bytes);
    }

    private async Task WriteAll()
    {
        try
        {
            await foreach (var bytes in outgoing.Reader.ReadAllAsync())
            {
                await stream.WriteAsync(bytes);
                Interlocked.Add(ref waiting, -bytes.Length);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    /// <summary>Waits until everything has gone out, but not longer than the given time.</summary>
    public async Task Flush(TimeSpan longest)
    {
        var end = Environment.TickCount64 + (long)longest.TotalMilliseconds;
        while (Backlog > 0 && Environment.TickCount64 < end) await Task.Delay(1);
    }

    private async Task SendAway(string reason)
    {
        try
        {
            await stream.WriteAsync(WireCommand.Error(reason).ToFrame());
        }
        catch (IOException)
        {
            // The peer has gone already.
        }
    }

    public void Dispose()
    {
        outgoing.Writer.TryComplete();
        Interlocked.Exchange(ref waiting, 0);
        stream.Dispose();
        socket.Dispose();
    }
}
