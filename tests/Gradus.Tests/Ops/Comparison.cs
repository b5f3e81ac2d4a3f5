using System.Runtime.InteropServices;

namespace Gradus.Tests;

/// <summary>What is wrong with a result, in words; null if nothing is.</summary>
internal static class Comparison
{
    /// <summary>
    /// Real numbers within a count of steps of the expected value, given in float64; everything else exactly. Zeros have signs
    /// unless told otherwise. With sizes a step is as large as it is beside a number of that size.
    /// </summary>
    public static string? Difference(
        Tensor actual, TableArray output, TableArray? exact, long ulps, bool zerosHaveSigns = true, double[]? sizes = null)
    {
        if (actual.DType != output.DType) return $"dtype {actual.DType.Name}, expected {output.DType.Name}";
        if (!actual.Shape.Equals(Shape.Create(output.Shape))) return $"shape {actual.Shape}, expected {Shape.Create(output.Shape)}";
        double[] found = actual.ToDoubles(), expected = (exact ?? output).ToDoubles();
        List<string> differences = [];
        for (var i = 0; i < found.Length; i++)
        {
            var distance = actual.DType switch
            {
                DType.Float32 => Ulps.Between((float)found[i], (float)expected[i]),
                DType.Float64 => Ulps.Between(found[i], expected[i]),
                _ => 0,
            };
            var isSame = distance <= ulps && (!zerosHaveSigns || found[i] != 0 || expected[i] != 0
                || double.IsNegative(found[i]) == double.IsNegative(expected[i]));
            if (!isSame && sizes is not null) isSame = Math.Abs(found[i] - expected[i]) <= ulps * Step(sizes[i], actual.DType);
            if (!isSame) differences.Add($"[{i}] is {found[i]:R}, expected {expected[i]:R}, {distance} ulp");
        }
        if (!actual.DType.IsFloating && !SameNumbers(actual, output)) return $"{actual}, expected {string.Join(", ", output.ToDoubles())}";
        return differences.Count == 0 ? null
            : $"{differences.Count} of {found.Length} differ: {string.Join("; ", differences.Take(6))}";
    }

    private static double Step(double size, DType dtype) =>
        dtype == DType.Float32 ? MathF.BitIncrement((float)size) - (float)size : Math.BitIncrement(size) - size;

    /// <summary>Two results must have the same bits.</summary>
    public static string? BitDifference(Tensor actual, Tensor expected)
    {
        if (actual.DType != expected.DType) return $"dtype {actual.DType.Name}, expected {expected.DType.Name}";
        if (!actual.Shape.Equals(expected.Shape)) return $"shape {actual.Shape}, expected {expected.Shape}";
        var (found, wanted) = (Bytes(actual), Bytes(expected));
        var at = found.AsSpan().CommonPrefixLength(wanted) / actual.DType.Size;
        return found.Length == wanted.Length && at == actual.Elements ? null
            : $"[{at}] is {actual.ToDoubles()[at]:R}, expected {expected.ToDoubles()[at]:R}";
    }

    private static bool SameNumbers(Tensor actual, TableArray expected) => expected.Values switch
    {
        int[] values => actual.ToArray<int>().AsSpan().SequenceEqual(values),
        long[] values => actual.ToArray<long>().AsSpan().SequenceEqual(values),
        var values => actual.ToArray<bool>().AsSpan().SequenceEqual((bool[])values),
    };

    private static byte[] Bytes(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>(tensor.ToArray<float>()).ToArray(),
        DType.Float64 => MemoryMarshal.AsBytes<double>(tensor.ToArray<double>()).ToArray(),
        DType.Int32 => MemoryMarshal.AsBytes<int>(tensor.ToArray<int>()).ToArray(),
        DType.Int64 => MemoryMarshal.AsBytes<long>(tensor.ToArray<long>()).ToArray(),
        _ => MemoryMarshal.AsBytes<bool>(tensor.ToArray<bool>()).ToArray(),
    };
}
