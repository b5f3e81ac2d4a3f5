namespace Gradus.Jupyter.Tests;

/// <summary>Changes the frames of a message that is signed: which there are, in which order, and what they hold.</summary>
internal static class FrameChange
{
    public static void Apply(Random random, List<byte[]> frames)
    {
        var at = random.Next(frames.Count + 1);
        var other = frames.Count == 0 ? [] : frames[random.Next(frames.Count)];
        switch (random.Next(8))
        {
            case 0:
                frames.Insert(at, other);
                break;
            case 1:
                frames.Insert(at, []);
                break;
            case 2:
                frames.Insert(0, Bytes(random, random.Next(1, 300)));
                break;
            case 3:
                // More than one message may have.
                frames.InsertRange(at, Enumerable.Repeat(other, random.Next(250, 300)));
                break;
            case 4 when frames.Count > 1:
                frames.RemoveAt(random.Next(frames.Count));
                break;
            case 5 when frames.Count > 1:
                frames.Reverse(0, random.Next(2, frames.Count + 1));
                break;
            default:
                if (frames.Count > 0) frames[at = random.Next(frames.Count)] = Inside(random, frames[at]);
                break;
        }
    }

    /// <summary>Bits flipped, or bytes put in, taken out or cut off.</summary>
    public static byte[] Inside(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + random.Next(1, 9));
        switch (random.Next(5))
        {
            case 0:
                return [.. bytes[..at], .. Bytes(random, random.Next(1, 9)), .. bytes[at..]];
            case 1:
                return [.. bytes[..at], .. bytes[end..]];
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..end], .. bytes[at..]];
            default:
                var flipped = (byte[])bytes.Clone();
                for (var flips = random.Next(1, 4); flips > 0 && flipped.Length > 0; flips--)
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
