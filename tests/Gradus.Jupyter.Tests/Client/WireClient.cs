using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gradus.Jupyter.Tests;

/// <summary>
/// One ZMTP 3.0 connection, written from the specification apart from the kernel's own code, so that a mistake there cannot hide
/// here.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private readonly NetworkStream stream;

    public WireClient(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        stream = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = 120_000, WriteTimeout = 120_000 };
    }

    /// <summary>A connection that has greeted and said what it is.</summary>
    public static WireClient Open(int port, string type, string identity = "")
    {
        var client = new WireClient(port);
        client.Raw(Greeting());
        client.ReadGreeting();
        client.Raw(Ready(type, identity));
        var ready = client.Frame();
        Assert.Equal(4, ready.Flags);
        Assert.Equal("\u0005READY"u8.ToArray(), ready.Body[..6]);
        return client;
    }

    /// <summary>https://rfc.zeromq.org/spec/23, section "version, mechanism and as-server".</summary>
    public static byte[] Greeting(byte major = 3, string mechanism = "NULL") =>
    [
        0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, major, 0, .. Encoding.ASCII.GetBytes(mechanism.PadRight(20, '\0')), .. new byte[32],
    ];

    public static byte[] Ready(string type, string identity = "")
    {
        byte[] body =
        [
            5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, (byte)type.Length, .. Encoding.ASCII.GetBytes(type),
            8, .. "Identity"u8, 0, 0, 0, (byte)identity.Length, .. Encoding.ASCII.GetBytes(identity),
        ];
        return [4, (byte)body.Length, .. body];
    }

    public void Raw(params ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    public void Send(params byte[][] frames)
    {
        using var message = new MemoryStream();
        foreach (var (index, frame) in frames.Index())
        {
            var more = index < frames.Length - 1 ? 1 : 0;
            if (frame.Length < 256) message.Write([(byte)more, (byte)frame.Length]);
            else
            {
                var length = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(length, frame.Length);
                message.Write([(byte)(more | 2), .. length]);
            }
            message.Write(frame);
        }
        Raw(message.ToArray());
    }

    public byte[] ReadGreeting() => Bytes(64);

    public (int Flags, byte[] Body) Frame()
    {
        var flags = Bytes(1)[0];
        var length = (flags & 2) != 0 ? BinaryPrimitives.ReadInt64BigEndian(Bytes(8)) : Bytes(1)[0];
        return (flags, Bytes((int)length));
    }

    /// <exception cref="IOException">Nothing came in the time given.</exception>
    public byte[][] Receive(TimeSpan? longest = null)
    {
        stream.ReadTimeout = (int)(longest ?? TimeSpan.FromSeconds(60)).TotalMilliseconds;
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = Frame();
            frames.Add(body);
            if ((flags & 1) == 0) return [.. frames];
        }
    }

    /// <summary>Whether the kernel closes the connection, and not merely keeps silent.</summary>
    public bool IsClosedByPeer()
    {
        var buffer = new byte[1024];
        try
        {
            while (stream.Read(buffer) > 0)
            {
            }
            return true;
        }
        catch (IOException failure)
        {
            // Closed with bytes unread is a reset.
            return failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset };
        }
    }

    public void Dispose() => stream.Dispose();

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
