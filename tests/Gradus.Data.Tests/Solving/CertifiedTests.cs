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
            var digits = -Math.Log10(Math.Max(1e-17, Math.Abs(found[i] - exact[i]) / Math.Abs(exact[i])));
            output.WriteLine($"{found[i]:R} digits {digits:F1}");
            Assert.True(digits > 14, $"only {digits:F1} digits of {exact[i]:R}: {found[i]:R}");
        }
        output.WriteLine($"condition {solution.Condition:G3}, refinements {solution.Refinements}");
    }
}
