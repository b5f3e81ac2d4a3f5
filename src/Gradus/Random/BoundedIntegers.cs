using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>
/// low + (64 random bits * range) / 2^64, rounded down: no probability is off by more than 2^-64, and each value takes the same
/// words whatever came before, which rejection would not.
/// </summary>
internal readonly struct BoundedIntegers(long low, ulong range) : IWordReading<long>
{
    public PhiloxStream Stream => PhiloxStream.Integer;

    public int ValuesPerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<long> values)
    {
        // The sum may pass long.MaxValue on its way and comes back by wrapping.
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = unchecked(low + (long)Math.BigMul(RandomBits.Pair(words, i), range, out _));
        }
    }
}
