using System.Buffers.Binary;

namespace Gradus.Jupyter;

/// <summary>
/// Reads what a peer sends. A length is believed only as far as bytes arrive: memory grows with them, not with the claim.
/// </summary>
internal sealed class FrameReader(Stream stream)
{
    private const int Piece = 64 << 10;

    private readonly byte[] buffer = new byte[Piece];
    private int start;
    private int end;

    /// <summary>The next frame, or null when the peer has closed the connection between two frames.</summary>
    /// <param name="most">The longest body that is taken.</param>
    /// <exception cref="WireException">The frame breaks the protocol, is too long, or ends early.</exception>
    public Frame? Read(int most)
    {
        if (start == end && !Fill()) return null;
        var flags = buffer[start++];
        if ((flags & ~(Frame.More | Frame.Long | Frame.Command)) != 0)
            throw new WireException($"Frame: flags {flags:X2} have bits set that are reserved; expected 00 to 07.");
        var (hasMore, isCommand) = ((flags & Frame.More) != 0, (flags & Frame.Command) != 0);
        if (isCommand && hasMore) throw new WireException("Frame: a command says that more follows; a command is one frame.");
        var length = (flags & Frame.Long) != 0 ? BinaryPrimitives.ReadUInt64BigEndian(Bytes(8)) : Bytes(1)[0];
        var limit = isCommand ? WireLimits.Command : most;
        if (length > (ulong)limit) throw new WireException($"Frame: {length} bytes are too many; expected at most {limit}.");
        return new Frame(Bytes((int)length), hasMore, isCommand);
    }

    /// <exception cref="WireException">The peer closes before <paramref name="count"/> bytes have come.</exception>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[Math.Min(count, Piece)];
        for (var read = 0; read < count;)
        {
            if (start == end && !Fill()) throw new WireException($"Frame: ended after {read} of {count} bytes.");
            if (read == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            var taken = Math.Min(end - start, bytes.Length - read);
            buffer.AsSpan(start, taken).CopyTo(bytes.AsSpan(read));
            (start, read) = (start + taken, read + taken);
        }
        return bytes;
    }

    private bool Fill()
    {
        start = 0;
        end = stream.Read(buffer);
        return end > 0;
    }
}
