namespace Gradus.Tests.Lanes;

/// <summary>float64 functions against 256 bits.</summary>
public class Float64AccuracyTests
{
    private const int Samples = 1500;

    // Where the methods change over, and arguments hard for their reductions: near multiples of pi/2 (the last is the float64
    // nearest to one).
    private static readonly double[] Corners =
    [
        5e-324, 2.2250738585072014e-308, 1e-300, 1.2e-17, 1.3e-17, 5.4e-17, 1e-10, 0.41421356237309503, 0.41421356237309509,
        0.5, 0.50000000000000011, 0.55,
        0.70710678118654746, 0.70710678118654757, 0.99999999999999989, 1, 1.0000000000000002, 1.4142135623730949,
        1.4142135623730951, 2.414213562373095,
        2.4142135623730954, 5.93, 6, 19.06, 20, 708.4, 709.78271289338397, 709.78271289338409, 710.47586007394386,
        745.13321910194111, 745.13321910194122,
        Math.PI / 4, Math.PI / 2, Math.PI, 3 * Math.PI / 2, 100 * Math.PI, 1048575.9999999999, 1048576, 1e15, 1e22,
        1.7976931348623157e308,
    ];

    // Of all float64 numbers the first is nearest to a multiple of pi/2 (System.Math loses three bits there); the others,
    // multiples rounded, are the nearest of their size.
    private static readonly double[] NearQuarters =
    [
        5.319372648326541e+255, 1e5 * Math.PI, 333333 * Math.PI / 2, 1e9 * Math.PI, 1e300 * Math.PI,
    ];

    [Theory]
    [InlineData("Exp", 0.75)]
    [InlineData("Expm1", 1.5)]
    [InlineData("Log", 0.8)]
    [InlineData("Log1p", 0.8)]
    [InlineData("Sin", 0.75)]
    [InlineData("Cos", 0.75)]
    [InlineData("Tan", 0.8)]
    [InlineData("Asin", 0.65)]
    [InlineData("Acos", 0.65)]
    [InlineData("Atan", 0.7)]
    [InlineData("Sinh", 1.6)]
    [InlineData("Cosh", 1.3)]
    [InlineData("Tanh", 1.5)]
    [InlineData("Erf", 1.0)]
    public void WholeRange(string name, double allowed)
    {
        var function = ElementaryFunction.Of(name);
        var (worst, at) = Worst(function, function.At, [.. Corners, .. NearQuarters]);
        Assert.True(worst <= allowed, $"{name}({at:r}) = {function.At(at):r} is {worst:f3} ulp off");
    }

    /// <summary>The oracle against the same truth: System.Math is good to 1 ulp, and what it lacks to a few.</summary>
    [Theory]
    [InlineData("Exp")]
    [InlineData("Expm1")]
    [InlineData("Log")]
    [InlineData("Log1p")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Tan")]
    [InlineData("Asin")]
    [InlineData("Acos")]
    [InlineData("Atan")]
    [InlineData("Sinh")]
    [InlineData("Cosh")]
    [InlineData("Tanh")]
    [InlineData("Erf")]
    public void TheOracleIsRight(string name)
    {
        var function = ElementaryFunction.Of(name);
        var (worst, at) = Worst(function, x => function.Oracle(x).Value, Corners);
        Assert.True(worst <= 4, $"{name}({at:r}) = {function.Oracle(at)} is {worst:f3} ulp off");
    }

    private static (double Worst, double At) Worst(ElementaryFunction function, Func<double, double> computed, double[] corners)
    {
        var random = new Random(11);
        double worst = 0, at = 0;
        var samples = Enumerable.Range(0, Samples).Select(i => Sample(random, i));
        foreach (var x in corners.Concat(corners.Select(c => -c)).Concat(samples))
        {
            if (x < function.Lowest || x > function.Highest) continue;
            var error = function.Truth(x).UlpsFrom(computed(x));
            if (error > worst) (worst, at) = (error, x);
        }
        return (worst, at);
    }

    // Any bits; around 0; all small and middling sizes; up to overflow.
    private static double Sample(Random random, int i) => (i % 4) switch
    {
        0 => BitConverter.Int64BitsToDouble(random.NextInt64(0x7ff0L << 48)) * (i % 8 - 2),
        1 => random.NextDouble() * 4 - 2,
        2 => (random.NextDouble() - 0.5) * Math.Exp(random.NextDouble() * 40 - 30),
        _ => (random.NextDouble() - 0.5) * (i % 8 == 3 ? 40 : 1480),
    };

    [Fact]
    public void PowersOverTheWholeRange()
    {
        var random = new Random(7);
        double worst = 0;
        for (var i = 0; i < Samples; i++)
        {
            var x = Math.Exp((random.NextDouble() - 0.5) * Math.Exp(random.NextDouble() * 12 - 5));
            var y = (random.NextDouble() - 0.5) * 1490 / Math.Log(x);
            if (!double.IsFinite(y) || x <= 0 || !double.IsFinite(x)) continue;
            var result = Lanes<double>.Pow(Lanes<double>.All(x), Lanes<double>.All(y))[0];
            worst = Math.Max(worst, BigFunctions.Pow(x, y).UlpsFrom(result));
        }
        Assert.True(worst <= 0.75, $"{worst} ulp");
    }

    [Fact]
    public void ExactPowersAreExact()
    {
        for (var x = 1; x <= 60; x++)
        {
            var truth = 1.0;
            for (var y = 0; truth <= 1L << 53; y++, truth *= x)
            {
                Assert.Equal(truth, Lanes<double>.Pow(Lanes<double>.All(x), Lanes<double>.All(y))[0]);
                if (truth <= 1 << 24) Assert.Equal((float)truth, Lanes<float>.Pow(Lanes<float>.All(x), Lanes<float>.All(y))[0]);
                if (x == 1 && y > 5) break;
            }
            Assert.Equal(x, Lanes<double>.Pow(Lanes<double>.All((double)x * x), Lanes<double>.All(0.5))[0]);
        }
    }
}
