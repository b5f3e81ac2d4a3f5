using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Bench;

/// <summary>How fast the machine reads an array of a given size, over and over: from its caches if it fits there.</summary>
internal static class ReadProbe
{
    private const int Step = 256;
    private const double Enough = 0.003;

    private static byte[] data = [];
    private static ulong seen;

    /// <summary>Of all threads together; each reads a part of its own.</summary>
    public static double BytesPerSecond(long bytes, int threads)
    {
        var part = (int)Math.Max(Step, bytes / threads / Step * Step);
        // Written once, so that every page is there.
        if (data.Length < part * threads) (data = new byte[part * threads]).AsSpan().Fill(1);
        for (var passes = 1L; ; passes *= 4)
        {
            var seconds = Together.Seconds(threads, thread => Read(ref data[thread * part], part, passes));
            if (seconds >= Enough) return (double)part * threads * passes / seconds;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Read(ref byte start, int bytes, long passes)
    {
        var (a, b, c, d) = (Vector512<byte>.Zero, Vector512<byte>.Zero, Vector512<byte>.Zero, Vector512<byte>.Zero);
        for (var pass = 0L; pass < passes; pass++)
        {
            for (nuint i = 0; i < (nuint)bytes; i += Step)
            {
                a ^= Vector512.LoadUnsafe(ref start, i);
                b ^= Vector512.LoadUnsafe(ref start, i + 64);
                c ^= Vector512.LoadUnsafe(ref start, i + 128);
                d ^= Vector512.LoadUnsafe(ref start, i + 192);
            }
        }
        // Used, so that nothing of it is left out.
        seen ^= (a ^ b ^ c ^ d).AsUInt64()[0];
    }
}
