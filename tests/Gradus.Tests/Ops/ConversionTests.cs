namespace Gradus.Tests;

/// <summary>Every dtype to every other one beside C#'s own conversions, in the loops of both fast backends.</summary>
public sealed class ConversionTests
{
    private static readonly DType[] All = [DType.Bool, DType.Int32, DType.Int64, DType.Float32, DType.Float64];

    // Halves, numbers that float32 rounds, what no integer holds, and what is not zero though it is no number.
    private static readonly double[] Reals =
    [
        0, -0.0, 0.5, -0.5, 1, -1.5, 2.9, -2.9, 16777217, 2147483647, 2147483648, -2147483649, 4294967296.5, 9.3e18, -9.3e18, 1e-46,
        1e300, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly long[] Integers =
        [0, 1, -1, 16777217, 16777219, -16777219, int.MaxValue, int.MinValue, 1L << 32, long.MaxValue, long.MinValue, 9007199254740993];

    public static TheoryData<DType, DType> Pairs =>
        [.. from source in All from target in All where source != target select new TheoryDataRow<DType, DType>(source, target)];

    [Theory, MemberData(nameof(Pairs))]
    public void AreThoseOfCSharp(DType source, DType target)
    {
        foreach (var backend in OnBackend.Fast)
            foreach (var length in new[] { 1, 7, 16, 37, 9001 })
            {
                var (x, numbers) = Source(source, length);
                var expected = Array.ConvertAll(numbers, number => Convert(number, target));
                // Beside other work of the loop, which goes on in the converted type.
                var found = OnBackend.Run(backend, () => x.To(target).Maximum(x.To(target)));
                Assert.Equal(expected, Boxed(found));
            }
    }

    // A column and one number that are converted, read before and after the sums of rows.
    [Theory, MemberData(nameof(Pairs))]
    public void KeepTheirPlaceInALoopOfSeveralPasses(DType source, DType target)
    {
        if (target == DType.Bool) return;
        var (rows, columns) = (23, 301);
        var x = Tensor.Arange(rows * columns).Reshape(rows, columns).Remainder(7).To(source).Realize();
        var (column, one) = (x[..1, ..].Clone().Realize(), x[3..4, 5..6].Clone().Realize());
        var numbers = x.ToDoubles();
        foreach (var backend in OnBackend.Fast)
        {
            var found = OnBackend.Run(backend, () =>
            {
                var converted = x.To(target);
                return (converted - converted.Sum([1], keepDim: true)) * column.To(target) + one.To(target);
            }).ToDoubles();
            for (var row = 0; row < rows; row++)
            {
                var sum = numbers[(row * columns)..((row + 1) * columns)].Sum();
                for (var i = 0; i < columns; i++)
                    Assert.Equal((numbers[row * columns + i] - sum) * numbers[i] + one.Item(), found[row * columns + i]);
            }
        }
    }

    private static (Tensor X, object[] Numbers) Source(DType dtype, int length)
    {
        object[] numbers = dtype switch
        {
            DType.Bool => [.. Enumerable.Range(0, length).Select(i => (object)(i % 3 == 0))],
            DType.Int32 => [.. Enumerable.Range(0, length).Select(i => (object)(int)Integers[i % Integers.Length])],
            DType.Int64 => [.. Enumerable.Range(0, length).Select(i => (object)Integers[i % Integers.Length])],
            DType.Float32 => [.. Enumerable.Range(0, length).Select(i => (object)(float)Reals[i % Reals.Length])],
            _ => [.. Enumerable.Range(0, length).Select(i => (object)Reals[i % Reals.Length])],
        };
        return (dtype switch
        {
            DType.Bool => Tensor.From([.. numbers.Cast<bool>()]),
            DType.Int32 => Tensor.From([.. numbers.Cast<int>()]),
            DType.Int64 => Tensor.From([.. numbers.Cast<long>()]),
            DType.Float32 => Tensor.From([.. numbers.Cast<float>()]),
            _ => Tensor.From([.. numbers.Cast<double>()]),
        }, numbers);
    }

    private static object Convert(object number, DType target) => number switch
    {
        bool value => Convert(value ? 1 : 0, target),
        int value => Convert((long)value, target),
        long value => target switch
        {
            DType.Bool => value != 0,
            DType.Int32 => unchecked((int)value),
            DType.Int64 => value,
            DType.Float32 => (float)value,
            _ => (double)value,
        },
        _ => number is float single ? OfReal(single, target, single) : OfReal((double)number, target, (float)(double)number),
    };

    private static object OfReal(double value, DType target, float single) => target switch
    {
        DType.Bool => value != 0,
        DType.Int32 => (int)value,
        DType.Int64 => (long)value,
        DType.Float32 => single,
        _ => value,
    };

    private static object[] Boxed(Tensor x) => x.DType switch
    {
        DType.Bool => [.. x.ToArray<bool>().Cast<object>()],
        DType.Int32 => [.. x.ToArray<int>().Cast<object>()],
        DType.Int64 => [.. x.ToArray<long>().Cast<object>()],
        DType.Float32 => [.. x.ToArray<float>().Cast<object>()],
        _ => [.. x.ToArray<double>().Cast<object>()],
    };
}
