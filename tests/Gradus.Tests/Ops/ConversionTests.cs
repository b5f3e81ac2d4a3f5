namespace Gradus.Tests.Ops;

/// <summary>Every pair of element types, numbers at the ends of their ranges among them, on both backends: whole vectors and rests.</summary>
[Collection(OnBackend.Alone)]
public class ConversionTests
{
    private static readonly double[] Reals =
    [
        0, -0.0, 0.5, -0.5, 1, -1, 1.5, -2.75, 2147483646.5, -2147483648.0, 16777217, 1e-40, double.NaN, double.PositiveInfinity,
        double.NegativeInfinity, 1e300, -1e300, 9.3e18, -9.3e18, 3e9, -3e9, 0.1, 1.0000000596046448, double.Epsilon,
    ];

    private static readonly long[] Integers =
    [
        0, 1, -1, 2, 16777217, -16777217, int.MaxValue, int.MinValue, 1L << 31, 1L << 32, (1L << 53) + 1, long.MaxValue, long.MinValue,
        (1L << 62) + 12345, -(1L << 40) - 1, 9007199791611905,
    ];

    public static TheoryData<DType, DType, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<DType, DType, int>();
            foreach (var from in Enum.GetValues<DType>())
                foreach (var to in Enum.GetValues<DType>())
                    foreach (var count in (int[])[1, 37, 5000]) pairs.Add(from, to, count);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void GivesWhatTheLanguageGives(DType from, DType to, int count)
    {
        var x = Source(from, count);
        var given = x.ToNested();
        foreach (var backend in OnBackend.Fast)
        {
            var numbers = OnBackend.Run(backend, () => x.To(to)).ToNested();
            for (var i = 0; i < count; i++) Assert.Equal(Converted(given.GetValue(i)!, to), numbers.GetValue(i));
        }
    }

    private static Tensor Source(DType dtype, int count) => dtype switch
    {
        DType.Float32 => Tensor.From(Fill(count, i => (float)Reals[i % Reals.Length])),
        DType.Float64 => Tensor.From(Fill(count, i => Reals[i % Reals.Length])),
        DType.Int32 => Tensor.From(Fill(count, i => (int)Integers[i % Integers.Length])),
        DType.Int64 => Tensor.From(Fill(count, i => Integers[i % Integers.Length])),
        _ => Tensor.From(Fill(count, i => i % 3 == 0)),
    };

    private static T[] Fill<T>(int count, Func<int, T> number) => [.. Enumerable.Range(0, count).Select(number)];

    private static object Converted(object number, DType to) => (number, to) switch
    {
        (bool b, DType.Bool) => b,
        (bool b, _) => Converted(b ? 1L : 0L, to),
        (float x, _) => Real(x, to),
        (double x, _) => Real(x, to),
        (int x, _) => Integer(x, to),
        (long x, _) => Integer(x, to),
        _ => throw new ArgumentException($"{number}"),
    };

    // Towards zero; of what no integer holds, the nearest one that there is; 0 of NaN.
    private static object Real(double x, DType to) => to switch
    {
        DType.Float32 => (float)x,
        DType.Float64 => x,
        DType.Int32 => double.IsNaN(x) ? 0 : x >= int.MaxValue ? int.MaxValue : x <= int.MinValue ? int.MinValue : (int)x,
        DType.Int64 => double.IsNaN(x) ? 0L
            : x >= 9223372036854775808.0 ? long.MaxValue : x <= long.MinValue ? long.MinValue : (long)x,
        _ => x != 0,
    };

    private static object Integer(long x, DType to) => to switch
    {
        DType.Float32 => (float)x,
        DType.Float64 => (double)x,
        DType.Int32 => unchecked((int)x),
        DType.Int64 => x,
        _ => x != 0,
    };
}
