using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gradus.Data;

/// <summary>
/// Sums and products with their rounding errors, four at a time: the pieces of arithmetic in doubled precision.
/// Ogita, Rump and Oishi, Accurate sum and dot product, 2005.
/// </summary>
internal static class Doubled
{
    /// <summary>a + b rounded; the error is exact in any order of sizes (Knuth).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sum(Vector256<double> a, Vector256<double> b, out Vector256<double> error)
    {
        var sum = a + b;
        var fromB = sum - a;
        error = (a - (sum - fromB)) + (b - fromB);
        return sum;
    }

    /// <summary>a * b rounded; the error is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Product(Vector256<double> a, Vector256<double> b, out Vector256<double> error)
    {
        var product = a * b;
        error = Vector256.FusedMultiplyAdd(a, b, -product);
        return product;
    }

    /// <summary>(high + low)[i] -= factor * column[i]; all lengths are the same multiple of four.</summary>
    public static void SubtractScaled(Span<double> high, Span<double> low, double factor, ReadOnlySpan<double> column)
    {
        var negative = Vector256.Create(-factor);
        var highs = MemoryMarshal.Cast<double, Vector256<double>>(high);
        var lows = MemoryMarshal.Cast<double, Vector256<double>>(low);
        var columns = MemoryMarshal.Cast<double, Vector256<double>>(column);
        for (var i = 0; i < columns.Length; i++)
        {
            var product = Product(negative, columns[i], out var roundedOff);
            highs[i] = Sum(highs[i], product, out var lost);
            lows[i] += lost + roundedOff;
        }
    }

    /// <summary>Adds column' (high + low) to four partial sums.</summary>
    public static void AddDot(
        ReadOnlySpan<double> column, ReadOnlySpan<double> high, ReadOnlySpan<double> low,
        ref Vector256<double> sumHigh, ref Vector256<double> sumLow)
    {
        var columns = MemoryMarshal.Cast<double, Vector256<double>>(column);
        var highs = MemoryMarshal.Cast<double, Vector256<double>>(high);
        var lows = MemoryMarshal.Cast<double, Vector256<double>>(low);
        var (total, rest) = (sumHigh, sumLow);
        for (var i = 0; i < columns.Length; i++)
        {
            var product = Product(columns[i], highs[i], out var roundedOff);
            total = Sum(total, product, out var lost);
            rest += lost + Vector256.FusedMultiplyAdd(columns[i], lows[i], roundedOff);
        }
        (sumHigh, sumLow) = (total, rest);
    }

    /// <summary>The four sums high + low as one number.</summary>
    public static double Total(Vector256<double> high, Vector256<double> low)
    {
        var (sum, rest) = (0.0, 0.0);
        for (var lane = 0; lane < Vector256<double>.Count; lane++)
        {
            var next = sum + high[lane];
            var added = next - sum;
            rest += (sum - (next - added)) + (high[lane] - added) + low[lane];
            sum = next;
        }
        return sum + rest;
    }
}
