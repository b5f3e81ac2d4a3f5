using System.Buffers.Binary;
using System.Text;

namespace Gradus.Jupyter;

/// <summary>A command: a name of at most 255 bytes and data, whose meaning the name decides.</summary>
internal readonly record struct WireCommand(string Name, byte[] Data)
{
    /// <exception cref="WireException">The name is longer than the command.</exception>
    public static WireCommand Parse(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] == 0 || body.Length < 1 + body[0])
            throw new WireException($"Command: {body.Length} bytes hold no whole name.");
        return new WireCommand(Encoding.Latin1.GetString(body.Slice(1, body[0])), body[(1 + body[0])..].ToArray());
    }

    public byte[] ToFrame()
    {
        byte[] body = [(byte)Name.Length, .. Encoding.Latin1.GetBytes(Name), .. Data];
        return Frame.Encode([body], isCommand: true);
    }

    public static WireCommand Ready(SocketKind kind) =>
        new("READY", [.. Property("Socket-Type", Encoding.Latin1.GetBytes(kind.Name)), .. Property("Identity", [])]);

    /// <summary>Tells the peer why it is sent away.</summary>
    public static WireCommand Error(string reason)
    {
        var text = Encoding.Latin1.GetBytes(reason.Length > byte.MaxValue ? reason[..byte.MaxValue] : reason);
        return new WireCommand("ERROR", [(byte)text.Length, .. text]);
    }

    /// <summary>The properties of a READY command; their names are compared without case.</summary>
    /// <exception cref="WireException">A property is cut short.</exception>
    public Dictionary<string, byte[]> Properties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Data.AsSpan();
        while (!rest.IsEmpty)
        {
            var nameLength = rest[0];
            if (rest.Length < 1 + nameLength + 4) throw CutShort();
            var name = Encoding.Latin1.GetString(rest.Slice(1, nameLength));
            rest = rest[(1 + nameLength)..];
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > (uint)(rest.Length - 4)) throw CutShort();
            properties[name] = rest.Slice(4, (int)length).ToArray();
            rest = rest[(4 + (int)length)..];
        }
        return properties;
    }

    private WireException CutShort() => new($"Command: a property of {Name} is longer than the command.");

    private static byte[] Property(string name, byte[] value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.Latin1.GetBytes(name), .. length, .. value];
    }
}
