using Gradus.Tests.Laziness;

namespace Gradus.Tests;

/// <summary>
/// Sums of 100,000,000 float32 values, of all and along each axis, stay within 1e-6 of the sum of absolute values: one accumulator
/// would stop at 2^24 times the first of them and lose most.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class LargeSumTests
{
    private const int Count = 100_000_000;

    // About 7 with ups and downs, none a whole number: a partial sum of them is always rounded.
    private static readonly Lazy<float[]> Values = new(() =>
    {
        var values = GC.AllocateUninitializedArray<float>(Count);
        for (var i = 0; i < Count; i++) values[i] = 7.1f + (i * 7919L % 1009 - 504) * 0.003f * (i % 3 - 1);
        return values;
    });

    public static TheoryData<Backend, int, int> Cases()
    {
        var cases = new TheoryData<Backend, int, int>();
        foreach (var backend in OnBackend.Fast)
            foreach (var (rows, columns) in new[] { (1, Count), (Count, 1), (2, Count / 2), (Count / 4, 4), (10_000, 10_000) })
                cases.Add(backend, rows, columns);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void AHundredMillionValuesKeepTheirSum(Backend backend, int rows, int columns)
    {
        var numbers = Values.Value;
        var x = Tensor.Own(numbers, DType.Float32, [rows, columns]);
        var truth = 0.0;
        foreach (var number in numbers) truth += number;
        // All of them are positive: their sum is the sum of absolute values.
        var allowed = 1e-6 * truth;
        Assert.Equal(truth, OnBackend.Run(backend, () => x.Sum()).Item(), allowed);
        if (rows <= 10_000) AlongRows(backend, x, numbers, rows, columns);
        if (columns <= 10_000) OverRows(backend, x, numbers, rows, columns);
    }

    private static void AlongRows(Backend backend, Tensor x, float[] numbers, int rows, int columns)
    {
        var sums = OnBackend.Run(backend, () => x.Sum(1)).ToDoubles();
        for (var row = 0; row < rows; row++)
        {
            var truth = 0.0;
            foreach (var number in numbers.AsSpan(row * columns, columns)) truth += number;
            Assert.Equal(truth, sums[row], 1e-6 * truth);
        }
    }

    private static void OverRows(Backend backend, Tensor x, float[] numbers, int rows, int columns)
    {
        var sums = OnBackend.Run(backend, () => x.Sum(0)).ToDoubles();
        var truths = new double[columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++) truths[column] += numbers[row * columns + column];
        for (var column = 0; column < columns; column++) Assert.Equal(truths[column], sums[column], 1e-6 * truths[column]);
    }
}
