namespace Gradus.Tests;

/// <summary>Where a result is a number, intermediate values beyond the range must not spoil it.</summary>
public sealed class ExtremeNumberTests
{
    private static readonly double[] Scales32 = [1e-44, 1e-38, 1e-30, 1e-18, 1e-12, 1, 1e12, 1e18, 1e25, 1e30, 1e37];
    private static readonly double[] Scales64 = [1e-320, 1e-300, 1e-200, 1e-160, 1e-120, 1, 1e120, 1e160, 1e200, 1e300];

    public static TheoryData<DType, double> Scales()
    {
        var scales = new TheoryData<DType, double>();
        foreach (var scale in Scales32) scales.Add(DType.Float32, scale);
        foreach (var scale in Scales64) scales.Add(DType.Float64, scale);
        return scales;
    }

    private static Tensor Of(DType dtype, params double[] values) => dtype == DType.Float64
        ? Tensor.From(values)
        : Tensor.From(Array.ConvertAll(values, value => (float)value));

    private static double Precision(DType dtype) => dtype == DType.Float64 ? 1e-15 : 2e-7;

    /// <summary>The numbers as they were rounded, brought near one by a power of two, which rounds nothing.</summary>
    private static (double[] Near, int Exponent) Scaled(Tensor x)
    {
        var values = x.ToDoubles();
        var exponent = values.Max(value => value == 0 ? int.MinValue : Math.ILogB(value));
        return (Array.ConvertAll(values, value => Math.ScaleB(value, -exponent)), exponent);
    }

    [Theory, MemberData(nameof(Scales))]
    public void NormsOfAnySize(DType dtype, double scale)
    {
        var x = Of(dtype, 3 * scale, -4 * scale, 0, 5 * scale, 0.5 * scale, 1.25 * scale);
        var (near, exponent) = Scaled(x);
        var truth = Math.Sqrt(near.Sum(value => value * value));
        Near(Math.ScaleB(truth, exponent), x.Norm().Item(), dtype);
        var rows = x.Reshape([2, 3]).Norm(1).ToDoubles();
        for (var row = 0; row < 2; row++)
        {
            var part = Math.Sqrt(near.Skip(3 * row).Take(3).Sum(value => value * value));
            Near(Math.ScaleB(part, exponent), rows[row], dtype);
        }
        var parameter = x.Detach().RequiresGrad();
        parameter.Norm().Backward();
        // x / norm; elements of a subnormal scale have few digits, and so have these.
        var gradient = parameter.Grad.ToDoubles();
        for (var i = 0; i < near.Length; i++) Assert.Equal(near[i] / truth, gradient[i], 4 * Precision(dtype));
    }

    [Theory, MemberData(nameof(Scales))]
    public void StandardDeviationsOfAnySize(DType dtype, double scale)
    {
        var x = Of(dtype, scale, 4 * scale, 2 * scale, 8 * scale, 5 * scale, 7 * scale);
        var (near, exponent) = Scaled(x);
        var mean = near.Average();
        var truth = Math.ScaleB(Math.Sqrt(near.Sum(value => (value - mean) * (value - mean)) / 5), exponent);
        Near(truth, x.Std().Item(), dtype, steps: 4);
    }

    // Within a few roundings, or of the steps between subnormal numbers.
    private static void Near(double expected, double found, DType dtype, int steps = 1) => Assert.Equal(
        expected, found, steps * Math.Max(2 * Precision(dtype) * expected, dtype == DType.Float64 ? 5e-324 : 1.5e-45));

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void SpecialNorms(DType dtype)
    {
        Assert.Equal(0, Of(dtype, 0, 0).Norm().Item());
        Assert.Equal(double.PositiveInfinity, Of(dtype, 1, double.NegativeInfinity).Norm().Item());
        Assert.True(double.IsNaN(Of(dtype, 1, double.NaN, double.PositiveInfinity).Norm().Item()));
        Assert.Equal(0, Of(dtype).Norm().Item());
    }

    [Theory]
    [InlineData(DType.Float32, 3e38)]
    [InlineData(DType.Float64, 1e308)]
    public void SoftmaxAndLogSumExpFromEndToEndOfTheRange(DType dtype, double end)
    {
        var x = Of(dtype, end, -end, end, 0);
        Assert.Equal([0.5, 0, 0.5, 0], x.Softmax().ToDoubles());
        Near(x.ToDoubles()[0], x.LogSumExp().Item(), dtype);
        Assert.Equal(-Math.Log(2), x.LogSoftmax().ToDoubles()[0], 1e-7);
        Near(-x.ToDoubles()[0], Of(dtype, -end, -end).LogSumExp().Item(), dtype);

        double[] wide = [1000, 999, -1000, 998.5];
        var sum = wide.Sum(value => Math.Exp(value - 1000));
        var weights = Of(dtype, wide).Softmax().ToDoubles();
        for (var i = 0; i < wide.Length; i++) Assert.Equal(Math.Exp(wide[i] - 1000) / sum, weights[i], Precision(dtype));
        Assert.Equal(1000 + Math.Log(sum), Of(dtype, wide).LogSumExp().Item(), 1000 * Precision(dtype));
        Assert.Equal(-2000 - Math.Log(sum), Of(dtype, wide).LogSoftmax().ToDoubles()[2], 2000 * Precision(dtype));

        var parameter = Of(dtype, wide).RequiresGrad();
        parameter.LogSumExp().Backward();
        Assert.Equal(weights, parameter.Grad.ToDoubles().Select((g, i) => Math.Abs(g - weights[i]) < Precision(dtype) ? weights[i] : g));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void LogSumExpOfInfinities(DType dtype)
    {
        Assert.Equal(double.PositiveInfinity, Of(dtype, double.PositiveInfinity, 1).LogSumExp().Item());
        Assert.Equal(double.NegativeInfinity, Of(dtype, double.NegativeInfinity, double.NegativeInfinity).LogSumExp().Item());
        Assert.Equal(1, Of(dtype, double.NegativeInfinity, 1).LogSumExp().Item());
    }

    /// <summary>A million values that differ by 1 around a mean of 10^4 to 10^6 (10^15 in float64).</summary>
    [Theory]
    [InlineData(DType.Float32, 1e4)]
    [InlineData(DType.Float32, 1e6)]
    [InlineData(DType.Float64, 1e6)]
    [InlineData(DType.Float64, 1e12)]
    [InlineData(DType.Float64, 1e15)]
    public void VarianceAroundALargeMean(DType dtype, double mean)
    {
        var values = Enumerable.Range(0, 1_000_000).Select(i => mean + i * 7919L % 5).ToArray();
        var x = Of(dtype, values);
        // 0 to 4, each as often: a variance of 2.
        var truth = 2.0 * values.Length / (values.Length - 1);
        Assert.Equal(truth, x.Var().Item(), dtype == DType.Float64 ? 2e-2 * (mean / 1e15) + 1e-9 : 2e-2);
        Assert.Equal(Math.Sqrt(truth), x.Std().Item(), 1e-2);
    }
}
