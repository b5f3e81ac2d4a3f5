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
        Template.Clear();
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

        // Chains of multiply and rotate beside each other: a key has some hundred words and is hashed at every step.
        public int GetHashCode(ReadOnlySpan<int> words)
        {
            const ulong odd = 0xD6E8FEB86659FD93;
            ulong a = 0x9E3779B97F4A7C15, b = (ulong)words.Length, c = a ^ b, d = ~a;
            var i = 0;
            for (; i + 8 <= words.Length; i += 8)
            {
                a = (BitOperations.RotateLeft(a, 23) ^ Pair(words, i)) * odd;
                b = (BitOperations.RotateLeft(b, 29) ^ Pair(words, i + 2)) * odd;
                c = (BitOperations.RotateLeft(c, 31) ^ Pair(words, i + 4)) * odd;
                d = (BitOperations.RotateLeft(d, 37) ^ Pair(words, i + 6)) * odd;
            }
            for (; i < words.Length; i++) a = (BitOperations.RotateLeft(a, 23) ^ (uint)words[i]) * odd;
            a = (BitOperations.RotateLeft(a, 31) ^ b) * odd;
            c = (BitOperations.RotateLeft(c, 27) ^ d) * odd;
            return (int)((a ^ BitOperations.RotateLeft(c, 17)) * odd >> 32);
        }

        private static ulong Pair(ReadOnlySpan<int> words, int i) => (uint)words[i] | (ulong)(uint)words[i + 1] << 32;

        public Key Create(ReadOnlySpan<int> words) => new(words.ToArray());
    }
}
