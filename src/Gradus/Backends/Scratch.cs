namespace Gradus.Backends;

/// <summary>A thread's own working memory, kept between runs.</summary>
internal static class Scratch
{
    [ThreadStatic] private static byte[]? kept;

    /// <summary>At least so many bytes and a vector's slack; the content is arbitrary.</summary>
    public static byte[] Take(nint bytes)
    {
        var array = kept;
        kept = null;
        return array is not null && array.Length >= bytes + 64 ? array : GC.AllocateUninitializedArray<byte>((int)bytes + 64);
    }

    public static void Return(byte[] array) => kept = array;
}
