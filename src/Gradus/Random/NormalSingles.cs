using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>The values of <see cref="NormalDoubles"/>, rounded.</summary>
internal readonly struct NormalSingles : IWordReading<float>
{
    public PhiloxStream Stream => PhiloxStream.Normal;

    public int ValuesPerBlock => 2;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<float> values)
    {
        const int Chunk = 64;
        Span<double> wide = stackalloc double[Chunk];
        for (var start = 0; start < values.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, values.Length - start);
            default(NormalDoubles).Read(words[(2 * start)..], wide[..count]);
            for (var i = 0; i < count; i++) values[start + i] = (float)wide[i];
        }
    }
}
