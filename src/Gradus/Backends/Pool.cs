using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// Arrays that live only inside a run, kept for the next one. What a run returns it had taken, so none is shared.
/// </summary>
internal static class Pool<T> where T : unmanaged
{
    [ThreadStatic] private static T[]? kept;

    public static T[] Take(int length)
    {
        var array = kept;
        kept = null;
        return array is not null && array.Length >= length ? array : GC.AllocateUninitializedArray<T>(length);
    }

    public static void Return(T[] array)
    {
        if (kept is null || kept.Length < array.Length) kept = array;
    }
}
