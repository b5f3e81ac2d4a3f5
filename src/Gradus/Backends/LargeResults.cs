using System.Diagnostics;
using System.Runtime.InteropServices;
using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// Arrays of large results. A fresh one costs its pages, several times what filling it costs; so each comes with a claim that the
/// nodes hold whose value it is, and when that has been collected, the next result of the same length gets the array.
/// </summary>
/// <remarks>
/// Claims are young objects, which the cheap collections find. What lies free from one full collection to the next is let go.
/// An array that is read from a node must not outlive the node, or has to be kept.
/// </remarks>
internal static class LargeResults
{
    // So many bytes of results between two collections: one takes some 60 us, the pages of so many fresh bytes 50 times that, and
    // the results of so many bytes may still be in a cache.
    private const long LeastPatience = 8L << 20;
    private const long MostPatience = 1L << 30;

    // What lives through two collections, such as a parameter of one step, only a full one finds. So many bytes are worth it.
    private const long LeastFullPatience = 64L << 20;
    private const long PageNanosecondsPerKilobyte = 500;

    private struct Known
    {
        public Array Array;
        public WeakGCHandle<object> Claim;
    }

    // Arrays of one kind; the last ones were found to be free.
    private sealed class Shelf
    {
        public Known[] All = new Known[4];
        public int Count;
        public int Free;

        // So many have been free since the last full collection.
        public int Idle;
        public int SeenCollections = -1;
    }

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(DType, int), Shelf> Shelves = [];
    private static long sinceCollection;
    private static long patience = LeastPatience;
    private static long sinceFull;
    private static long fullPatience = LeastFullPatience;

    // Found dead by every full collection.
    private sealed class Janitor
    {
        ~Janitor()
        {
            LetGo();
            GC.ReRegisterForFinalize(this);
        }
    }

    static LargeResults() => _ = new Janitor();

    /// <summary>An array whose elements may be anything, and the claim to hold with it.</summary>
    public static Array Take(DType dtype, int length, out object? claim)
    {
        lock (Gate)
        {
            sinceCollection += (long)length * dtype.Size;
            return TakeFree(dtype, length, out claim)
                ?? (TryCollect() ? TakeFree(dtype, length, out claim) : null)
                ?? Add(dtype, length, out claim);
        }
    }

    /// <summary>An array that is not given away any more, for somebody who keeps it.</summary>
    public static Array TakeForGood(DType dtype, int length)
    {
        lock (Gate)
        {
            if (!Shelves.TryGetValue((dtype, length), out var shelf)) return Storage.Allocate(dtype, length);
            sinceCollection += (long)length * dtype.Size;
            Sort(shelf);
            if (shelf.Free == 0) TryCollect();
            if (shelf.Free == 0) return Storage.Allocate(dtype, length);
            ref var last = ref shelf.All[--shelf.Count];
            var array = last.Array;
            shelf.Idle = Math.Min(shelf.Idle, --shelf.Free);
            last.Claim.Dispose();
            last = default;
            return array;
        }
    }

    /// <summary>Somebody besides nodes holds the array: it is not given away any more.</summary>
    public static void Keep(DType dtype, Array array)
    {
        lock (Gate)
        {
            if (!Shelves.TryGetValue((dtype, array.Length), out var shelf)) return;
            for (var i = 0; i < shelf.Count - shelf.Free; i++)
            {
                if (shelf.All[i].Array != array) continue;
                shelf.All[i].Claim.Dispose();
                shelf.All[i] = shelf.All[shelf.Count - shelf.Free - 1];
                shelf.All[shelf.Count - shelf.Free - 1] = shelf.All[shelf.Count - 1];
                shelf.All[--shelf.Count] = default;
                return;
            }
        }
    }

    private static Array? TakeFree(DType dtype, int length, out object? claim)
    {
        claim = null;
        if (!Shelves.TryGetValue((dtype, length), out var shelf)) return null;
        Sort(shelf);
        if (shelf.Free == 0) return null;
        ref var first = ref shelf.All[shelf.Count - shelf.Free--];
        shelf.Idle = Math.Min(shelf.Idle, shelf.Free);
        first.Claim.SetTarget(claim = new());
        return first.Array;
    }

    // After a collection, brings those without a claim to the end.
    private static void Sort(Shelf shelf)
    {
        var collections = GC.CollectionCount(0);
        if (shelf.SeenCollections == collections) return;
        shelf.SeenCollections = collections;
        var all = shelf.All;
        var claimed = shelf.Count - shelf.Free;
        for (var i = claimed - 1; i >= 0; i--)
        {
            if (all[i].Claim.TryGetTarget(out _)) continue;
            claimed--;
            (all[i], all[claimed]) = (all[claimed], all[i]);
        }
        shelf.Free = shelf.Count - claimed;
    }

    // A collection that finds little, because the program builds something up, makes the next one wait longer.
    private static bool TryCollect()
    {
        if (sinceCollection < patience) return false;
        sinceFull += sinceCollection;
        sinceCollection = 0;
        var found = Collect(1);
        if (found < patience / 2 && sinceFull >= fullPatience) found += CollectFully();
        patience = Math.Clamp(found < patience / 2 ? patience * 2 : patience / 2, LeastPatience, MostPatience);
        return true;
    }

    private static long Collect(int generation)
    {
        var free = FreeBytes();
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        return FreeBytes() - free;
    }

    // A full collection takes as long as the program's objects are many: it has to be worth it.
    private static long CollectFully()
    {
        sinceFull = 0;
        var since = Stopwatch.GetTimestamp();
        var found = Collect(2);
        var isWorthIt = Stopwatch.GetElapsedTime(since).TotalNanoseconds < found / 1024 * PageNanosecondsPerKilobyte;
        fullPatience = isWorthIt ? LeastFullPatience : Math.Min(fullPatience * 2, 16 * MostPatience);
        return found;
    }

    private static long FreeBytes()
    {
        var bytes = 0L;
        foreach (var ((dtype, length), shelf) in Shelves)
        {
            Sort(shelf);
            bytes += (long)shelf.Free * length * dtype.Size;
        }
        return bytes;
    }

    private static Array Add(DType dtype, int length, out object claim)
    {
        claim = new();
        if (!Shelves.TryGetValue((dtype, length), out var shelf)) Shelves[(dtype, length)] = shelf = new();
        var array = Storage.Allocate(dtype, length);
        if (shelf.Count == shelf.All.Length) Array.Resize(ref shelf.All, shelf.Count * 2);
        // A finalizer of the program's may still read what it holds.
        shelf.All[shelf.Count++] = new() { Array = array, Claim = new(claim, trackResurrection: true) };
        return array;
    }

    private static void LetGo()
    {
        lock (Gate)
        {
            foreach (var (kind, shelf) in Shelves)
            {
                Sort(shelf);
                for (var i = 0; i < shelf.Idle; i++)
                {
                    ref var last = ref shelf.All[--shelf.Count];
                    last.Claim.Dispose();
                    last = default;
                }
                shelf.Free -= shelf.Idle;
                shelf.Idle = shelf.Free;
                if (shelf.Count == 0) Shelves.Remove(kind);
            }
        }
    }
}
