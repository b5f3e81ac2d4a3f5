using System.Buffers.Binary;

namespace Gradus.Jupyter.Tests;

/// <summary>What goes over one connection, with headers of frames that may lie about length, kind and what follows.</summary>
internal sealed class LyingStream(Random random)
{
    private readonly MemoryStream bytes = new();

    public byte[] ToArray() => bytes.ToArray();

    public void Write(ReadOnlySpan<byte> raw) => bytes.Write(raw);

    /// <param name="lies">Whether the header of one of the frames is wrong.</param>
    public void Write(List<byte[]> frames, bool lies)
    {
        var liar = lies && frames.Count > 0 ? random.Next(frames.Count) : -1;
        for (var i = 0; i < frames.Count; i++)
        {
            var flags = i < frames.Count - 1 ? 1 : 0;
            var length = (long)frames[i].Length;
            if (i != liar) Header(flags, length);
            else
            {
                switch (random.Next(5))
                {
                    case 0:
                        // A long length of a short frame is allowed.
                        Header(flags | 2, length);
                        break;
                    case 1:
                        Header(flags ^ 1, length);
                        break;
                    case 2:
                        Header(flags | 1 << random.Next(2, 8), length);
                        break;
                    case 3:
                        Header(flags, Math.Max(0, length + random.Next(-3, 4)));
                        break;
                    default:
                        Header(flags | 2, Conversations.Any(random,
                            [0, 1L << 20, 64 << 20, (64 << 20) + 1, int.MaxValue, 1L << 32, long.MaxValue, long.MinValue, -1]));
                        break;
                }
            }
            bytes.Write(frames[i]);
        }
    }

    private void Header(int flags, long length)
    {
        if (length is < 0 or > byte.MaxValue) flags |= 2;
        if ((flags & 2) == 0) bytes.Write([(byte)flags, (byte)length]);
        else
        {
            var eight = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, length);
            bytes.Write([(byte)flags, .. eight]);
        }
    }
}
