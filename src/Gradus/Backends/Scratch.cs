using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Backends;

/// <summary>A thread's own working memory, kept between runs. It never moves, so that code may hold pointers into it.</summary>
internal sealed class Scratch
{
    /// <summary>A vector behind the last one may be read, and some bytes lie before the first cache line.</summary>
    public const int Slack = 2 * 64;

    private byte[]? kept;

    /// <summary>At least so many bytes and a vector's slack; the content is arbitrary.</summary>
    public byte[] Take(nint bytes)
    {
        var array = kept;
        kept = null;
        return array is not null && array.Length >= bytes + Slack
            ? array
            : GC.AllocateUninitializedArray<byte>((int)bytes + Slack, pinned: true);
    }

    /// <summary>Its first byte at the start of a cache line, so that no vector of it lies across two.</summary>
    public static unsafe ref byte Start(byte[] array)
    {
        var start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return ref *(byte*)((start + 63) & -64);
    }

    /// <summary>The larger one is kept: what never moves is only collected with everything else.</summary>
    public void Return(byte[] array)
    {
        if (kept is null || kept.Length < array.Length) kept = array;
    }
}
