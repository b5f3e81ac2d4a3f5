using System.Runtime.InteropServices;

namespace Gradus.SameBits;

/// <summary>Results whose bits may not depend on the machine: a name and all its bits in each line.</summary>
public static partial class Results
{
    // No multiple of any vector.
    private const int Odd = 517;

    public static IEnumerable<string> Lines()
    {
        foreach (var backend in (Backend[])[Backend.Walk, Backend.Emit])
        {
            var before = Flags.Backend;
            Flags.Backend = backend;
            try
            {
                foreach (var (name, results) in Elementwise().Concat(Reductions()).Concat(Products()).Concat(Composites()).Concat(Loops()))
                    yield return $"{backend} {name} {string.Concat(results().Select(Bits))}";
                foreach (var line in RandomPrograms(backend)) yield return line;
            }
            finally
            {
                Flags.Backend = before;
            }
        }
    }

    private static string Bits(Tensor x) => x.DType switch
    {
        DType.Float32 => Bits(x.ToArray<float>()),
        DType.Float64 => Bits(x.ToArray<double>()),
        DType.Int32 => Bits(x.ToArray<int>()),
        DType.Int64 => Bits(x.ToArray<long>()),
        _ => Bits(x.ToArray<bool>()),
    };

    private static string Bits<T>(T[] values) where T : unmanaged =>
        Convert.ToHexString(MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>The same numbers everywhere, inside a domain.</summary>
    private static Tensor Points(Domain domain, DType dtype, int seed, params int[] extents)
    {
        var random = new System.Random(seed);
        var shape = Shape.Create(extents);
        if (dtype == DType.Bool) return Tensor.From(Fill(() => random.Next(2) == 0), shape);
        if (dtype.IsInteger) return Tensor.From(Fill(() => random.NextInt64(1, 20) * (domain.Low < 0 ? random.Next(2) * 2 - 1 : 1)), shape).To(dtype);
        var (low, high) = (Math.Max(domain.Low, -3), Math.Min(domain.High, 3));
        return Tensor.From(Fill(Inside), shape).To(dtype);

        double Inside()
        {
            var x = low + (high - low) * (0.001 + 0.998 * random.NextDouble());
            return domain.Exclude is { } point && Math.Abs(x - point) < 0.01 ? point + 0.01 : x;
        }

        T[] Fill<T>(Func<T> next) => [.. Enumerable.Range(0, shape.Elements).Select(_ => next())];
    }

    private static Tensor Normal(int seed, params int[] extents) => Points(Domain.Real, DType.Float32, seed, extents);

    private static IEnumerable<DType> Taken(ResultKind kind) => kind switch
    {
        ResultKind.Logical => [DType.Bool],
        ResultKind.Floating => [DType.Float32, DType.Float64],
        _ => [DType.Float32, DType.Float64, DType.Int32, DType.Int64],
    };
}
