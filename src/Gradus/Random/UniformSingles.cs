using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gradus;

/// <summary>Multiples of 2^-24 in [0, 1): the upper 24 bits of a word, which float32 holds exactly.</summary>
internal readonly struct UniformSingles : IWordReading<float>
{
    private const float Unit = 1f / (1 << 24);

    public PhiloxStream Stream => PhiloxStream.UniformSingle;

    public int ValuesPerBlock => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var bits = new Vector<uint>(words[i..]) >>> 8;
            (Vector.ConvertToSingle(bits.As<uint, int>()) * Unit).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++) values[i] = (words[i] >> 8) * Unit;
    }
}
