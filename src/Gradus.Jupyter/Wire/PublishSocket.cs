using System.Collections.Concurrent;
using System.Net;

namespace Gradus.Jupyter;

/// <summary>Sends each message to every peer that has subscribed to the beginning of its first frame, the topic.</summary>
internal sealed class PublishSocket : IDisposable
{
    private const byte Subscribe = 1;
    private const byte Cancel = 0;
    private const int MostTopics = 1000;

    private readonly ServerSocket socket;
    private readonly ConcurrentDictionary<Peer, List<byte[]>> topics = new();

    public PublishSocket() => socket = new ServerSocket(SocketKind.Publish, Message, Command)
    {
        Gone = peer => topics.TryRemove(peer, out _),
    };

    /// <summary>The bytes that wait for the peer with the most of them.</summary>
    public long Backlog => topics.Keys.Select(peer => peer.Backlog).DefaultIfEmpty().Max();

    /// <inheritdoc cref="ServerSocket.Listen"/>
    public int Listen(IPAddress address, int port) => socket.Listen(address, port);

    public void Send(ReadOnlySpan<byte[]> frames)
    {
        foreach (var (peer, wanted) in topics)
        {
            bool wants;
            lock (wanted)
            {
                wants = false;
                foreach (var topic in wanted) wants |= frames[0].AsSpan().StartsWith(topic);
            }
            if (wants) peer.Send(frames);
        }
    }

    public void Flush(long end)
    {
        foreach (var peer in socket.Peers) peer.Flush(end);
    }

    // Subscriptions are messages in ZMTP 3.0 and commands in 3.1.
    private void Message(Peer peer, byte[][] frames)
    {
        if (frames is [[Subscribe or Cancel, .. var topic]]) Change(peer, topic, frames[0][0] == Subscribe);
    }

    private void Command(Peer peer, WireCommand command)
    {
        if (command.Name is "SUBSCRIBE" or "CANCEL") Change(peer, command.Data, command.Name == "SUBSCRIBE");
    }

    private void Change(Peer peer, byte[] topic, bool isWanted)
    {
        var wanted = topics.GetOrAdd(peer, _ => []);
        lock (wanted)
        {
            if (isWanted && wanted.Count < MostTopics) wanted.Add(topic);
            else if (!isWanted && wanted.FindIndex(other => other.AsSpan().SequenceEqual(topic)) is >= 0 and var index)
                wanted.RemoveAt(index);
        }
    }

    public void Dispose() => socket.Dispose();
}
