namespace Gradus.Tests;

/// <summary>Distances counted in steps from one representable number to the next: units in the last place.</summary>
internal static class Ulps
{
    /// <summary>0 for two NaN; the largest number if only one is NaN. The two zeros are one.</summary>
    public static long Between(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.IsNaN(a) && double.IsNaN(b) ? 0 : long.MaxValue;
        var distance = (Int128)Order(a) - Order(b);
        return (long)Int128.Min(Int128.Abs(distance), long.MaxValue);
    }

    public static long Between(float a, float b)
    {
        if (float.IsNaN(a) || float.IsNaN(b)) return float.IsNaN(a) && float.IsNaN(b) ? 0 : long.MaxValue;
        return Math.Abs((long)Order(a) - Order(b));
    }

    // Sign and magnitude to two's complement, so that the next integer is the next number.
    private static long Order(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static int Order(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? int.MinValue - bits : bits;
    }
}
