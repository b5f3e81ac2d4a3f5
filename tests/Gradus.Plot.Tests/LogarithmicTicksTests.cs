namespace Gradus.Plot.Tests;

public class LogarithmicTicksTests
{
    [Theory]
    [InlineData(1e-3, 1e2, 8, "10⁻³ 10⁻² 10⁻¹ 10⁰ 10¹ 10²")]
    [InlineData(1e-3, 1e2, 4, "10⁻² 10⁰ 10²")]
    [InlineData(1e-300, 1e300, 7, "10⁻³⁰⁰ 10⁻²⁰⁰ 10⁻¹⁰⁰ 10⁰ 10¹⁰⁰ 10²⁰⁰ 10³⁰⁰")]
    [InlineData(0.3, 30, 8, "10⁰ 10¹")]
    [InlineData(0.15, 0.95, 8, "0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9")] // too few of 1, 2, 5: even steps
    [InlineData(0.15, 6, 8, "0.2 0.5 1 2 5")]
    [InlineData(1.5e-7, 6e-6, 8, "2×10⁻⁷ 5×10⁻⁷ 1×10⁻⁶ 2×10⁻⁶ 5×10⁻⁶")]
    public void KnownRanges(double low, double high, int most, string labels)
    {
        var ticks = LogarithmicTicks.Between(Math.Log10(low), Math.Log10(high), most).Ticks;
        Assert.Equal(labels, string.Join(' ', ticks.FindAll(tick => !tick.IsMinor).ConvertAll(tick => tick.Label)));
    }

    [Fact]
    public void MinorTicksAreTheDigitsBetweenTheDecades()
    {
        var ticks = LogarithmicTicks.Between(Math.Log10(0.5), Math.Log10(20), 8).Ticks;
        double[] expected = [0.5, 0.6, 0.7, 0.8, 0.9, 2, 3, 4, 5, 6, 7, 8, 9, 20];
        var minor = ticks.FindAll(tick => tick.IsMinor);
        Assert.Equal(expected.Length, minor.Count);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], minor[i].Value, 1e-12);
    }
}
