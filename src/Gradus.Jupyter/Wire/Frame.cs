using System.Buffers.Binary;

namespace Gradus.Jupyter;

/// <summary>One frame: a byte of flags, a length of one byte or eight, and the body.</summary>
internal readonly record struct Frame(byte[] Body, bool HasMore, bool IsCommand)
{
    public const int More = 1;
    public const int Long = 2;
    public const int Command = 4;

    /// <summary>A whole message, or one command, as it goes over the wire.</summary>
    public static byte[] Encode(ReadOnlySpan<byte[]> bodies, bool isCommand = false)
    {
        var length = 0L;
        foreach (var body in bodies) length += HeaderLength(body) + body.Length;
        var bytes = new byte[checked((int)length)];
        var rest = bytes.AsSpan();
        for (var i = 0; i < bodies.Length; i++)
        {
            var body = bodies[i];
            var flags = (isCommand ? Command : 0) | (i < bodies.Length - 1 ? More : 0) | (body.Length > byte.MaxValue ? Long : 0);
            rest[0] = (byte)flags;
            if ((flags & Long) == 0) rest[1] = (byte)body.Length;
            else BinaryPrimitives.WriteInt64BigEndian(rest[1..], body.Length);
            rest = rest[HeaderLength(body)..];
            body.CopyTo(rest);
            rest = rest[body.Length..];
        }
        return bytes;
    }

    private static int HeaderLength(byte[] body) => body.Length > byte.MaxValue ? 9 : 2;
}
