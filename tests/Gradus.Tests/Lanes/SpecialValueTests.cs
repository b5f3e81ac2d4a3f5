namespace Gradus.Tests.Lanes;

/// <summary>
/// The values that C (annex F) and IEEE 754 fix for the elementary functions: zeros with their signs, infinities, NaN, domains.
/// </summary>
public class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly (string Function, double X, double Result)[] Table =
    [
        ("Exp", 0, 1), ("Exp", -0.0, 1), ("Exp", Inf, Inf), ("Exp", -Inf, 0), ("Exp", 1e30, Inf), ("Exp", -1e30, 0),
        ("Expm1", 0, 0), ("Expm1", -0.0, -0.0), ("Expm1", Inf, Inf), ("Expm1", -Inf, -1), ("Expm1", 1e30, Inf),
        ("Expm1", -1e30, -1), ("Expm1", 1e-40, 1e-40),
        ("Log", 0, -Inf), ("Log", -0.0, -Inf), ("Log", 1, 0), ("Log", -1, NaN), ("Log", -1e-40, NaN), ("Log", Inf, Inf),
        ("Log", -Inf, NaN),
        ("Log1p", 0, 0), ("Log1p", -0.0, -0.0), ("Log1p", -1, -Inf), ("Log1p", -1.5, NaN), ("Log1p", Inf, Inf),
        ("Log1p", -Inf, NaN), ("Log1p", 1e-40, 1e-40),
        ("Sin", 0, 0), ("Sin", -0.0, -0.0), ("Sin", Inf, NaN), ("Sin", -Inf, NaN), ("Sin", 1e-40, 1e-40),
        ("Cos", 0, 1), ("Cos", -0.0, 1), ("Cos", Inf, NaN), ("Cos", -Inf, NaN),
        ("Tan", 0, 0), ("Tan", -0.0, -0.0), ("Tan", Inf, NaN), ("Tan", -Inf, NaN), ("Tan", -1e-40, -1e-40),
        ("Asin", 0, 0), ("Asin", -0.0, -0.0), ("Asin", 1, Math.PI / 2), ("Asin", -1, -Math.PI / 2), ("Asin", 1.5, NaN),
        ("Asin", -Inf, NaN),
        ("Acos", 1, 0), ("Acos", -1, Math.PI), ("Acos", 0, Math.PI / 2), ("Acos", -0.0, Math.PI / 2), ("Acos", -1.5, NaN),
        ("Acos", Inf, NaN),
        ("Atan", 0, 0), ("Atan", -0.0, -0.0), ("Atan", Inf, Math.PI / 2), ("Atan", -Inf, -Math.PI / 2),
        ("Atan", 1, Math.PI / 4), ("Atan", 1e-40, 1e-40),
        ("Sinh", 0, 0), ("Sinh", -0.0, -0.0), ("Sinh", Inf, Inf), ("Sinh", -Inf, -Inf), ("Sinh", -1e30, -Inf),
        ("Sinh", 1e-40, 1e-40),
        ("Cosh", 0, 1), ("Cosh", -0.0, 1), ("Cosh", Inf, Inf), ("Cosh", -Inf, Inf), ("Cosh", -1e30, Inf),
        ("Tanh", 0, 0), ("Tanh", -0.0, -0.0), ("Tanh", Inf, 1), ("Tanh", -Inf, -1), ("Tanh", 1e30, 1), ("Tanh", -1e-40, -1e-40),
        ("Erf", 0, 0), ("Erf", -0.0, -0.0), ("Erf", Inf, 1), ("Erf", -Inf, -1), ("Erf", 1e30, 1), ("Erf", -1e30, -1),
    ];

    [Fact]
    public void FunctionsAtTheirSpecialValues()
    {
        foreach (var (name, x, expected) in Table)
        {
            var function = ElementaryFunction.Of(name);
            Same(expected, function.At(x), $"{name}({x}) in float64");
            Same((float)expected, function.At((float)x), $"{name}({x}) in float32");
            Same(expected, function.Oracle(x).Value, $"{name}({x}) in the oracle");
        }
    }

    [Fact]
    public void NaNStaysNaN()
    {
        foreach (var function in ElementaryFunction.All)
        {
            Assert.True(double.IsNaN(function.At(NaN)), function.Name);
            Assert.True(float.IsNaN(function.At(float.NaN)), function.Name);
            Assert.True(double.IsNaN(function.Oracle(NaN).Value), function.Name);
        }
    }

    // C11 F.10.4.4.
    private static readonly (double X, double Y, double Result)[] Powers =
    [
        (0, -3, Inf), (-0.0, -3, -Inf), (0, -2, Inf), (-0.0, -2, Inf), (0, -0.5, Inf), (-0.0, -0.5, Inf), (0, -Inf, Inf),
        (-0.0, -Inf, Inf),
        (0, 3, 0), (-0.0, 3, -0.0), (0, 2, 0), (-0.0, 2, 0), (-0.0, 0.5, 0), (0, Inf, 0), (-0.0, Inf, 0),
        (-1, Inf, 1), (-1, -Inf, 1), (1, NaN, 1), (1, Inf, 1), (1, -5, 1), (NaN, 0, 1), (NaN, -0.0, 1), (0, 0, 1),
        (Inf, 0, 1), (-2, -0.0, 1),
        (-2, 0.5, NaN), (-2, -1.5, NaN), (-1, NaN, NaN), (NaN, 1, NaN), (0, NaN, NaN), (NaN, NaN, NaN),
        (0.5, -Inf, Inf), (-0.5, -Inf, Inf), (2, -Inf, 0), (-2, -Inf, 0), (0.5, Inf, 0), (-0.5, Inf, 0), (2, Inf, Inf),
        (-2, Inf, Inf),
        (-Inf, -3, -0.0), (-Inf, -2, 0), (-Inf, -2.5, 0), (-Inf, 3, -Inf), (-Inf, 2, Inf), (-Inf, 2.5, Inf), (Inf, -2, 0),
        (Inf, 2, Inf),
        (-2, 3, -8), (-2, 2, 4), (-2, -1, -0.5), (-8, 1, -8), (-1, 1e30, 1), (-2, 1e30, Inf), (2, -1e30, 0),
        (1e-40, 1, 1e-40), (4, 0.5, 2),
        (-1, 16777215, -1), (-1, 8388607.5, NaN),
    ];

    [Fact]
    public void PowersAtTheirSpecialValues()
    {
        foreach (var (x, y, expected) in Powers)
        {
            Same(expected, Lanes<double>.Pow(Lanes<double>.All(x), Lanes<double>.All(y))[5], $"{x} ^ {y} in float64");
            var single = Lanes<float>.Pow(Lanes<float>.All((float)x), Lanes<float>.All((float)y))[9];
            Same((float)expected, single, $"{x} ^ {y} in float32");
            Same(expected, Real.Pow(x, y).Value, $"{x} ^ {y} in the oracle");
        }
    }

    private static void Same(double expected, double actual, string what)
    {
        var same = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual);
        Assert.True(same, $"{what} is {actual:r} instead of {expected:r}");
    }

    /// <summary>
    /// A number's result has the same bits whatever stands beside it: the rare paths replace their own lanes alone.
    /// </summary>
    [Fact]
    public void NeighboursDoNotMatter()
    {
        float[] x =
        [
            1, 1e30f, 0.3f, float.NaN, -1e-40f, 70000, 0, -0.0f, 3.1415927f, float.PositiveInfinity, -2.5f, 65535, 1e-3f,
            -88.5f, 100, 411774.25f,
        ];
        var wide = x.Select(v => (double)v).ToArray();
        foreach (var function in ElementaryFunction.All)
        {
            var single = function.Single(FloatVectors.Load(x, 0));
            for (var i = 0; i < 16; i++) Same(function.At(x[i]), single[i], $"{function.Name}({x[i]}) in lane {i}");
            for (var i = 0; i < 16; i++)
                Same(function.At(wide[i]), function.Double(FloatVectors.Load(wide, i & 8))[i & 7], $"{function.Name}({x[i]})");
        }
    }
}
