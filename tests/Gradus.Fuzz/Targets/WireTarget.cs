using System.Net;
using System.Net.Sockets;
using Gradus.Jupyter;

namespace Gradus.Fuzz;

/// <summary>
/// All that a peer says to one of the kernel's sockets, which the first byte of an input chooses: greeting, commands, messages.
/// </summary>
internal sealed class WireTarget : Target
{
    private static readonly SocketKind[] Kinds = [SocketKind.Router, SocketKind.Publish, SocketKind.Reply];

    private readonly MessageCoder coder = new([]);
    private Socket? listener;

    // A reader's buffer has 64 KB.
    public override long MostBytes(int length) => (1 << 20) + 256L * length;

    public override void Read(byte[] bytes)
    {
        if (bytes.Length == 0) return;
        if (listener is null)
        {
            listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
        }
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        sender.Connect(listener.LocalEndPoint!);
        using var connection = listener.Accept();
        // Nothing lingers, or some thousand connections a second would soon use up the ports.
        connection.LingerState = new LingerOption(true, 0);
        sender.Send(bytes.AsSpan(1));
        sender.Shutdown(SocketShutdown.Send);
        try
        {
            using var peer = Peer.Greet(connection, Kinds[bytes[0] % Kinds.Length]);
            while (peer.Receive(command => _ = command.Name) is { } frames) Take(frames);
        }
        catch (Exception refused) when (refused is WireException or IOException or ObjectDisposedException)
        {
            // Sent away, as it should be.
        }
    }

    public override void Dispose()
    {
        listener?.Dispose();
        listener = null;
    }

    private void Take(byte[][] frames)
    {
        try
        {
            coder.Read(frames);
        }
        catch (RefusedMessageException)
        {
            // Its sentence goes to the log.
        }
    }
}
