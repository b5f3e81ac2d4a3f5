using System.Runtime.CompilerServices;

namespace Gradus.Tests.Lanes;

/// <summary>
/// float32 functions over the whole range of float32 against the oracle, whose float64 is truth enough (and itself tested).
/// </summary>
public class Float32AccuracyTests
{
    // A prime, so that all exponents and all parts of a binade are met: more than half a million numbers.
    private const uint Step = 8009;

    [Theory]
    [InlineData("Exp", 1.0)]
    [InlineData("Expm1", 1.4)]
    [InlineData("Log", 0.85)]
    [InlineData("Log1p", 0.85)]
    [InlineData("Sin", 1.3)]
    [InlineData("Cos", 1.3)]
    [InlineData("Tan", 0.5001)]
    [InlineData("Asin", 0.5001)]
    [InlineData("Acos", 0.5001)]
    [InlineData("Atan", 0.5001)]
    [InlineData("Sinh", 0.5001)]
    [InlineData("Cosh", 0.5001)]
    [InlineData("Tanh", 1.45)]
    [InlineData("Erf", 1.0)]
    public void EveryExponent(string name, double allowed)
    {
        var function = ElementaryFunction.Of(name);
        var (worst, at) = Worst(function.Single, function.Oracle);
        Assert.True(worst <= allowed, $"{name}({at:r}) = {function.At(at):r} is {worst:f3} ulp off");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Worst, float At) Worst(Func<Lanes<float>, Lanes<float>> function, Func<Real, Real> oracle)
    {
        double worst = 0;
        float at = 0;
        var x = new float[4096];
        var y = new float[4096];
        for (ulong start = 0; start <= uint.MaxValue; start += Step * 4096)
        {
            for (var i = 0; i < x.Length; i++) x[i] = BitConverter.UInt32BitsToSingle((uint)(start + (ulong)i * Step));
            ElementaryFunction.Map(x, y, function);
            for (var i = 0; i < x.Length; i++)
            {
                var error = ElementaryFunction.Ulps(y[i], oracle(x[i]).Value);
                if (error > worst) (worst, at) = (error, x[i]);
            }
        }
        return (worst, at);
    }

    [Fact]
    public void PowersAreRoundedRight()
    {
        var random = new Random(5);
        var x = new float[4096];
        var y = new float[4096];
        var result = new float[4096];
        double worst = 0;
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = MathF.Exp((random.NextSingle() - 0.5f) * (round % 4 + 1) * 40);
                // Half of the exponents aim at the whole range of results, denormals and overflow included.
                y[i] = (random.NextSingle() - 0.5f) * (round % 2 == 0 ? 220 / MathF.Log(x[i]) : 8);
            }
            for (var i = 0; i < x.Length; i += 16)
                Lanes<float>.Pow(FloatVectors.Load(x, i), FloatVectors.Load(y, i)).Store(ref FloatVectors.At(result, i));
            for (var i = 0; i < x.Length; i++) worst = Math.Max(worst, ElementaryFunction.Ulps(result[i], Math.Pow(x[i], y[i])));
        }
        Assert.True(worst <= 0.5001, $"{worst} ulp");
    }
}
