namespace Gradus;

/// <summary>
/// MT19937: 32-bit words with period 2^19937 - 1, after Matsumoto and Nishimura, "Mersenne Twister" (ACM TOMACS 8, 1998),
/// seeded as NumPy's legacy generators are.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] state = new uint[Size];
    private int position = Size;

    public MersenneTwister(uint seed) => Initialize(seed);

    /// <summary>Seeds with several words: the 2002 initialization by array.</summary>
    public MersenneTwister(ReadOnlySpan<uint> key)
    {
        Initialize(19650218u);
        var i = 1;
        var j = 0;
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            state[i] = (state[i] ^ (Carried(i - 1) * 1664525u)) + key[j] + (uint)j;
            i = Advance(i);
            j = j + 1 == key.Length ? 0 : j + 1;
        }
        for (var k = Size - 1; k > 0; k--)
        {
            state[i] = (state[i] ^ (Carried(i - 1) * 1566083941u)) - (uint)i;
            i = Advance(i);
        }
        state[0] = 0x80000000u; // So that the state is never all zeros.
    }

    public uint Next()
    {
        if (position == Size) Refill();
        var y = state[position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Two words, the first one high.</summary>
    public ulong NextLong()
    {
        var high = (ulong)Next() << 32;
        return high | Next();
    }

    /// <summary>A multiple of 2^-53 in [0, 1): 27 bits of one word, then 26 of the next.</summary>
    public double NextDouble()
    {
        var high = Next() >> 5;
        var low = Next() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private void Initialize(uint seed)
    {
        state[0] = seed;
        for (var i = 1; i < Size; i++) state[i] = 1812433253u * Carried(i - 1) + (uint)i;
    }

    private uint Carried(int i) => state[i] ^ (state[i] >> 30);

    /// <summary>The array is seeded as a ring in which the last word is also the first one's predecessor.</summary>
    private int Advance(int i)
    {
        if (i + 1 < Size) return i + 1;
        state[0] = state[Size - 1];
        return 1;
    }

    private void Refill()
    {
        var words = state;
        var i = 0;
        for (; i < Size - Middle; i++) words[i] = words[i + Middle] ^ Twist(words[i], words[i + 1]);
        for (; i < Size - 1; i++) words[i] = words[i + Middle - Size] ^ Twist(words[i], words[i + 1]);
        words[i] = words[Middle - 1] ^ Twist(words[i], words[0]);
        position = 0;
    }

    private static uint Twist(uint upper, uint lower)
    {
        var mixed = (upper & 0x80000000u) | (lower & 0x7fffffffu);
        return (mixed >> 1) ^ ((0u - (mixed & 1u)) & 0x9908b0dfu);
    }
}
