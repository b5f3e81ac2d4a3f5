using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gradus.Jupyter;

/// <summary>A socket that listens: takes connections, and hands on every message with the peer it came from.</summary>
/// <param name="received">Called for one message of a peer after the other; peers do not wait for each other.</param>
/// <param name="onCommand">Takes the commands of peers.</param>
internal sealed class ServerSocket(
    SocketKind kind, Action<Peer, byte[][]> received, Action<Peer, WireCommand>? onCommand = null) : IDisposable
{
    private readonly ConcurrentDictionary<Peer, bool> peers = new();
    private Socket? listener;
    private volatile bool isClosed;
    private int connections;

    public IEnumerable<Peer> Peers => peers.Keys;

    /// <summary>Called when a peer has gone.</summary>
    public Action<Peer>? Gone { get; init; }

    /// <summary>Begins to listen.</summary>
    /// <param name="port">0 takes any that is free.</param>
    /// <returns>The port.</returns>
    /// <exception cref="SocketException">The port is taken, or the address is not of this machine.</exception>
    public int Listen(IPAddress address, int port)
    {
        var listener = this.listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen();
        Begin(() => Accept(listener), $"{kind.Name} takes peers");
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private void Accept(Socket listener)
    {
        while (!isClosed)
        {
            try
            {
                var connection = listener.Accept();
                if (Interlocked.Increment(ref connections) <= WireLimits.Peers)
                {
                    Begin(() => Serve(connection), $"from a peer of {kind.Name}");
                    continue;
                }
                KernelLog.Write($"{kind.Name}: refused a connection: there are {WireLimits.Peers} already.");
                Interlocked.Decrement(ref connections);
                connection.Dispose();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                if (isClosed) return;
                // Such as too many open files: others may close theirs.
                KernelLog.Write($"{kind.Name}: a connection could not be taken: {failure.Message}");
                Thread.Sleep(100);
            }
        }
    }

    private void Serve(Socket connection)
    {
        Peer? peer = null;
        try
        {
            peer = Peer.Greet(connection, kind);
            peers[peer] = true;
            Action<WireCommand>? obey = onCommand is null ? null : command => onCommand(peer, command);
            while (peer.Receive(obey) is { } frames) received(peer, frames);
        }
        catch (WireException refused)
        {
            KernelLog.Write($"{kind.Name}: closed a connection. {refused.Message}");
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The peer has gone without a word, or the kernel ends.
        }
        catch (Exception failure)
        {
            // A defect of the kernel: the one connection is lost, and what is written here is all that is known of it.
            KernelLog.Write($"{kind.Name}: a connection", failure);
        }
        finally
        {
            Interlocked.Decrement(ref connections);
            connection.Dispose();
            if (peer is not null)
            {
                peers.TryRemove(peer, out _);
                peer.Dispose();
                Gone?.Invoke(peer);
            }
        }
    }

    private static void Begin(Action work, string name) => new Thread(() => work()) { IsBackground = true, Name = name }.Start();

    public void Dispose()
    {
        isClosed = true;
        listener?.Dispose();
        foreach (var peer in Peers) peer.Dispose();
    }
}
