using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>64 bits of two words.</summary>
internal readonly struct RandomBits(PhiloxStream stream) : IWordReading<ulong>
{
    public PhiloxStream Stream => stream;

    public int ValuesPerBlock => 2;

    /// <summary>The <paramref name="i"/>-th pair of words, the first one low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pair(ReadOnlySpan<uint> words, int i) => words[2 * i] | (ulong)words[2 * i + 1] << 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<ulong> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = Pair(words, i);
    }
}
