using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// A thread's arrays for values that live only between two steps of a run. Only a finished or failed run gives them back, so
/// nobody else can still be reading one.
/// </summary>
internal static class Temporaries
{
    // Larger ones are left to the collector: keeping them would hold memory that the program may need for something else.
    private const long MostKept = 256L << 20;

    private sealed class Shelf
    {
        public readonly Dictionary<(DType, int), Stack<Array>> Arrays = [];
        public long Bytes;
    }

    [ThreadStatic] private static Shelf? shelf;

    public static Array Take(DType dtype, int length)
    {
        if (shelf is { } kept && kept.Arrays.TryGetValue((dtype, length), out var arrays) && arrays.TryPop(out var array))
        {
            kept.Bytes -= (long)length * dtype.Size;
            return array;
        }
        return LargeResults.TakeForGood(dtype, length);
    }

    public static void Return(DType dtype, Array array)
    {
        var kept = shelf ??= new();
        var bytes = (long)array.Length * dtype.Size;
        if (kept.Bytes + bytes > MostKept) return;
        kept.Bytes += bytes;
        if (!kept.Arrays.TryGetValue((dtype, array.Length), out var arrays)) kept.Arrays[(dtype, array.Length)] = arrays = new();
        arrays.Push(array);
    }
}
