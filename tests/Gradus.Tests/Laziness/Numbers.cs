namespace Gradus.Tests.Laziness;

/// <summary>Test data that is the same in float32 and float64, and closeness by the dtype's digits.</summary>
internal static class Numbers
{
    /// <summary>Uniform in (-1, 1), rounded to float32.</summary>
    public static double[] Uniform(int count, int seed)
    {
        var random = new System.Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = (float)(2 * random.NextDouble() - 1);
        return values;
    }

    public static Tensor Tensor(double[] values, Shape shape, DType dtype) => dtype == DType.Float64
        ? Gradus.Tensor.From(values, shape)
        : Gradus.Tensor.From(Array.ConvertAll(values, value => (float)value), shape);

    /// <summary>
    /// Errors of a run of some tens of steps: a few hundred roundings, relative to the larger of 1 and the largest number.
    /// </summary>
    public static double Tolerance(DType dtype) => dtype == DType.Float64 ? 1e-12 : 5e-5;

    public static void Close(double[] expected, Tensor found) => Close(expected, found.ToDoubles(), found.DType);

    public static void Close(double expected, Tensor found) => Close([expected], [found.Item()], found.DType);

    public static void Close(double expected, double found, DType dtype) => Close([expected], [found], dtype);

    public static void Close(double[] expected, double[] found, DType dtype)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = 1.0;
        foreach (var value in expected) scale = Math.Max(scale, Math.Abs(value));
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - found[i]) / scale;
            Assert.True(difference <= Tolerance(dtype), $"element {i} is {found[i]:R}, expected {expected[i]:R} ({dtype.Name})");
        }
    }
}
