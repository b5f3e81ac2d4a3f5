using System.Collections.Concurrent;
using System.Numerics;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// The plans made so far, found by what the graph looks like. Numbers, data and starts of slices are not part of it.
/// </summary>
internal static class PlanCache
{
    // A program has few distinct steps; more than this means that something in the key changes every time.
    private const int MostPlans = 4096;

    private static readonly ConcurrentDictionary<Key, Plan?> Plans = new(KeyComparer.Instance);

    // The steps of a loop come again at once, and find their plans here for less than a dictionary asks.
    private static readonly RecentPlan?[] Recent = new RecentPlan?[64];

    public static int Count => Plans.Count;

    public static void Clear()
    {
        Plans.Clear();
        Array.Clear(Recent);
    }

    /// <summary>Found, but null: there is no plan for the graph as it is; its backward passes have to be written out.</summary>
    public static bool TryGet(ReadOnlySpan<int> key, out Plan? plan)
    {
        ref var recent = ref Recent[KeyComparer.Instance.GetHashCode(key) & (Recent.Length - 1)];
        if (recent is { } last && key.SequenceEqual(last.Words))
        {
            plan = last.Plan;
            return true;
        }
        if (!Plans.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(key, out plan)) return false;
        recent = new(key.ToArray(), plan);
        return true;
    }

    public static Plan? Add(ReadOnlySpan<int> key, Plan? plan)
    {
        if (Plans.Count >= MostPlans) Clear();
        return Plans.GetOrAdd(new Key(key.ToArray()), plan);
    }

    private sealed record RecentPlan(int[] Words, Plan? Plan);

    private readonly record struct Key(int[] Words);

    private sealed class KeyComparer : IEqualityComparer<Key>, IAlternateEqualityComparer<ReadOnlySpan<int>, Key>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(Key a, Key b) => a.Words.AsSpan().SequenceEqual(b.Words);

        public bool Equals(ReadOnlySpan<int> words, Key key) => words.SequenceEqual(key.Words);

        public int GetHashCode(Key key) => GetHashCode(key.Words.AsSpan());

        // Two chains of multiply and rotate: the key of a training step is a few hundred words and is hashed every step.
        public int GetHashCode(ReadOnlySpan<int> words)
        {
            const ulong odd = 0xD6E8FEB86659FD93;
            ulong even = 0x9E3779B97F4A7C15, hash = (ulong)words.Length;
            var i = 0;
            for (; i + 4 <= words.Length; i += 4)
            {
                even = (BitOperations.RotateLeft(even, 23) ^ Pair(words, i)) * odd;
                hash = (BitOperations.RotateLeft(hash, 29) ^ Pair(words, i + 2)) * odd;
            }
            for (; i < words.Length; i++) hash = (BitOperations.RotateLeft(hash, 23) ^ (uint)words[i]) * odd;
            hash = (BitOperations.RotateLeft(hash, 31) ^ even) * odd;
            return (int)(hash >> 32);
        }

        private static ulong Pair(ReadOnlySpan<int> words, int i) => (uint)words[i] | (ulong)(uint)words[i + 1] << 32;

        public Key Create(ReadOnlySpan<int> words) => new(words.ToArray());
    }
}
