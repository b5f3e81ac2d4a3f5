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
        return Difference(actual, TableCall.ToTensor(exact ?? output), ulps, zerosHaveSigns, sizes);
    }

    /// <summary>As above, for values alone, from a tensor of the same shape.</summary>
    public static string? Difference(Tensor actual, Tensor expected, long ulps, bool zerosHaveSigns, double[]? sizes)
    {
        if (!actual.DType.IsFloating) return BitDifference(actual, expected);
        double[] found = actual.ToDoubles(), wanted = expected.ToDoubles();
        List<string> differences = [];
        for (var i = 0; i < found.Length; i++)
        {
            var distance = actual.DType == DType.Float32
                ? Ulps.Between((float)found[i], (float)wanted[i]) : Ulps.Between(found[i], wanted[i]);
            var isSame = distance <= ulps && (!zerosHaveSigns || found[i] != 0 || wanted[i] != 0
                || double.IsNegative(found[i]) == double.IsNegative(wanted[i]));
            if (!isSame && sizes is not null) isSame = Math.Abs(found[i] - wanted[i]) <= ulps * Step(sizes[i], actual.DType);
            if (!isSame) differences.Add($"[{i}] is {found[i]:R}, expected {wanted[i]:R}, {distance} ulp");
        }
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
        return at == actual.Elements ? null : $"[{at}] is {actual.ToDoubles()[at]:R}, expected {expected.ToDoubles()[at]:R}";
    }

    private static byte[] Bytes(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>(tensor.ToArray<float>()).ToArray(),
        DType.Float64 => MemoryMarshal.AsBytes<double>(tensor.ToArray<double>()).ToArray(),
        DType.Int32 => MemoryMarshal.AsBytes<int>(tensor.ToArray<int>()).ToArray(),
        DType.Int64 => MemoryMarshal.AsBytes<long>(tensor.ToArray<long>()).ToArray(),
        _ => MemoryMarshal.AsBytes<bool>(tensor.ToArray<bool>()).ToArray(),
    };
}
