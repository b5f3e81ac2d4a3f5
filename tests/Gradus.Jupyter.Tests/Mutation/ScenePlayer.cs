using System.Net;
using System.Net.Sockets;

namespace Gradus.Jupyter.Tests;

/// <summary>Sends the streams of a scene, each over a connection of its own, all of them open at once.</summary>
internal static class ScenePlayer
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    /// <returns>The connections that the kernel did not close within <see cref="Longest"/> after their client had.</returns>
    public static int Play(Scene scene, KernelProcess kernel)
    {
        var sockets = scene.Streams.Select(stream => Open(kernel.Port(stream.Channel.Port))).ToList();
        foreach (var (socket, (_, bytes)) in sockets.Zip(scene.Streams)) Send(socket, bytes);
        if (scene.Listens)
            foreach (var socket in sockets) Receive(socket, Moment, untilClosed: false);
        foreach (var socket in sockets) End(socket);
        var open = 0;
        foreach (var socket in sockets)
        {
            if (!Receive(socket, Longest, untilClosed: true)) open++;
            // Nothing lingers, or some thousand scenes would soon use up the ports.
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
        return open;
    }

    private static Socket Open(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = (int)Longest.TotalMilliseconds,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static void Send(Socket socket, byte[] bytes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;) sent += socket.Send(bytes.AsSpan(sent));
        }
        catch (SocketException)
        {
            // Sent away while it was still talking.
        }
    }

    private static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }

    /// <returns>Whether the other end has closed the connection.</returns>
    private static bool Receive(Socket socket, TimeSpan longest, bool untilClosed)
    {
        var buffer = new byte[64 << 10];
        socket.ReceiveTimeout = (int)longest.TotalMilliseconds;
        try
        {
            while (socket.Receive(buffer) is > 0)
                if (!untilClosed) return false;
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode != SocketError.TimedOut && failure.SocketErrorCode != SocketError.WouldBlock;
        }
    }
}
