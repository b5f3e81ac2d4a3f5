namespace Gradus.Data.Tests;

public class CertifiedTests(ITestOutputHelper output)
{
    [Fact]
    public void NorrisAndItsCertifiedValues() =>
        Check([CertifiedProblems.NorrisX], CertifiedProblems.NorrisY, CertifiedProblems.Norris);

    [Fact]
    public void LongleyAndItsCertifiedValues() =>
        Check(CertifiedProblems.LongleyX, CertifiedProblems.LongleyY, CertifiedProblems.Longley);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void WamplersPolynomials(int problem) =>
        Check(CertifiedProblems.WamplerX, CertifiedProblems.WamplerY(problem), CertifiedProblems.Wampler(problem));

    [Fact]
    public void PontiusAndItsCertifiedValues() =>
        Check(CertifiedDecimals.PontiusX, 2, CertifiedDecimals.PontiusY, CertifiedDecimals.Pontius, leastDigits: 13);

    [Fact]
    public void NoInterceptAndTheCertifiedValues()
    {
        Check(CertifiedDecimals.NoInt1X, 1, CertifiedDecimals.NoInt1Y, CertifiedDecimals.NoInt1, leastDigits: 14, intercept: false);
        Check(CertifiedDecimals.NoInt2X, 1, CertifiedDecimals.NoInt2Y, CertifiedDecimals.NoInt2, leastDigits: 14, intercept: false);
    }

    /// <summary>
    /// Powers up to the tenth: rounding them to doubles leaves 7.6 digits of the certified values, which no solver brings back.
    /// </summary>
    [Fact]
    public void FilipAndItsCertifiedValues() =>
        Check(CertifiedDecimals.FilipX, 10, CertifiedDecimals.FilipY, CertifiedDecimals.Filip, leastDigits: 7);

    /// <summary>
    /// A polynomial fitted to doubles: so many digits of the certified values, and 13 of the exact solution of those doubles. The
    /// certified values are checked by fractions of the decimals, so that a mistyped number shows.
    /// </summary>
    private void Check(
        decimal[] x, int degree, decimal[] target, double[] certified, double leastDigits, bool intercept = true)
    {
        Rational Power(decimal number, int power) => power == 0 ? 1 : Power(number, power - 1) * Rational.Of(number);
        var powers = Enumerable.Range(1, degree).ToArray();
        var exact = BiasFirst(ExactLeastSquares.Solve(
            [.. powers.Select(power => Array.ConvertAll(x, number => Power(number, power)))],
            Array.ConvertAll(target, Rational.Of), intercept));
        var columns = powers.Select(power => Array.ConvertAll(x, number => Math.Pow((double)number, power))).ToArray();
        var doubles = Array.ConvertAll(target, number => (double)number);
        var exactOfDoubles = BiasFirst(ExactLeastSquares.Solve(columns, doubles, intercept));
        var solution = LeastSquares.Solve(columns, doubles, intercept);
        double[] found = intercept ? [solution.Bias, .. solution.Weights] : [.. solution.Weights];
        for (var i = 0; i < certified.Length; i++)
        {
            Assert.Equal(certified[i], exact[i], Math.Abs(certified[i]) * 1e-14);
            var (digits, ofDoubles) = (Digits(found[i], certified[i]), Digits(found[i], exactOfDoubles[i]));
            output.WriteLine($"{found[i]:R} digits {digits:F1}, of what the doubles give {ofDoubles:F1}");
            Assert.True(digits > leastDigits, $"only {digits:F1} digits of {certified[i]:R}: {found[i]:R}");
            Assert.True(ofDoubles > 13, $"only {ofDoubles:F1} digits of {exactOfDoubles[i]:R}: {found[i]:R}");
        }
        output.WriteLine($"condition {solution.Condition:G3}, refinements {solution.Refinements}");

        double[] BiasFirst(double[] values) => intercept ? [values[^1], .. values[..^1]] : values;
    }

    private static double Digits(double found, double truth) =>
        -Math.Log10(Math.Max(1e-17, Math.Abs(found - truth) / Math.Abs(truth)));

    /// <summary>
    /// The certified values are checked by fractions too, so that a mistyped number shows: in Wampler 3 to 5, for one, the exact
    /// solution would not be 1, 1, ... (The decimals of problem 2 are no doubles, which moves its exact solution by 4e-14.)
    /// </summary>
    private void Check(double[][] columns, double[] target, double[] certified)
    {
        var exact = ExactLeastSquares.Solve(columns, target);
        exact = [exact[^1], .. exact[..^1]];
        var solution = LeastSquares.Solve(columns, target);
        double[] found = [solution.Bias, .. solution.Weights];
        for (var i = 0; i < certified.Length; i++)
        {
            Assert.Equal(certified[i], exact[i], Math.Abs(certified[i]) * 1e-12);
            var digits = Digits(found[i], exact[i]);
            output.WriteLine($"{found[i]:R} digits {digits:F1}");
            Assert.True(digits > 14, $"only {digits:F1} digits of {exact[i]:R}: {found[i]:R}");
        }
        output.WriteLine($"condition {solution.Condition:G3}, refinements {solution.Refinements}");
    }
}
