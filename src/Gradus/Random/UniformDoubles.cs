using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>Multiples of 2^-53 in [0, 1): the upper 53 bits of two words, which float64 holds exactly.</summary>
internal readonly struct UniformDoubles : IWordReading<double>
{
    private const double Unit = 1.0 / (1L << 53);

    public PhiloxStream Stream => PhiloxStream.UniformDouble;

    public int ValuesPerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (long)(RandomBits.Pair(words, i) >> 11) * Unit;
    }
}
