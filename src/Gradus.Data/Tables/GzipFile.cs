using System.Buffers.Binary;
using System.IO.Compression;

namespace Gradus.Data;

/// <summary>
/// Checks that a gzip file is whole before its rows are believed: a decompressor given a file that was cut short just stops, and
/// the rows that are missing are missed by nobody.
/// </summary>
internal static class GzipFile
{
    /// <summary>The last four bytes of a gzip file tell the length of what was packed, modulo 2^32 (RFC 1952).</summary>
    public static void Check(string path, string fullPath, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenRead(fullPath);
            if (LengthTold(file) != (uint)LengthFound(file, cancellation)) throw TableErrors.NotWholeGzip(path);
        }
        catch (InvalidDataException)
        {
            throw TableErrors.NotWholeGzip(path);
        }
    }

    private static uint LengthTold(FileStream file)
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-Math.Min(file.Length, trailer.Length), SeekOrigin.End);
        if (file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length)
            throw new InvalidDataException();
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    private static long LengthFound(FileStream file, CancellationToken cancellation)
    {
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        var total = 0L;
        while (unpacked.Read(buffer) is > 0 and var count)
        {
            cancellation.ThrowIfCancellationRequested();
            total += count;
        }
        return total;
    }
}
