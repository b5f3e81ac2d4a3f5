namespace Gradus.Bench;

/// <summary>
/// Numbers that every side of a row makes for itself, the same in C# and in Python: a hash of their place and a seed.
/// </summary>
internal static class Numbers
{
    /// <summary>Uniform in [0, 1), each exact in float32.</summary>
    public static float[] Uniform(int count, uint seed)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++) values[i] = (Hash((uint)i, seed) >> 8) * (1f / (1 << 24));
        return values;
    }

    /// <summary>Integers from 0 to below <paramref name="end"/>.</summary>
    public static long[] Integers(int count, uint end, uint seed)
    {
        var values = new long[count];
        for (var i = 0; i < values.Length; i++) values[i] = Hash((uint)i, seed) % end;
        return values;
    }

    // The last steps of MurmurHash3 mix neighbours well, and NumPy has each of them.
    private static uint Hash(uint place, uint seed)
    {
        var bits = place + seed * 0x9E3779B9;
        bits = (bits ^ (bits >> 16)) * 0x85EBCA6B;
        bits = (bits ^ (bits >> 13)) * 0xC2B2AE35;
        return bits ^ (bits >> 16);
    }
}
