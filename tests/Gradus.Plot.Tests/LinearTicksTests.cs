using System.Globalization;
using CsCheck;

namespace Gradus.Plot.Tests;

public class LinearTicksTests
{
    // Worked by hand: the least of 1, 2, 5 times a power of ten that is not below (high - low) / most.
    [Theory]
    [InlineData(0, 10, 10, "0 1 2 3 4 5 6 7 8 9 10", "")]
    [InlineData(0, 10, 5, "0 2 4 6 8 10", "")]
    [InlineData(0, 10, 3, "0 5 10", "")]
    [InlineData(-0.5, 0.5, 4, "−0.5 0.0 0.5", "")]
    [InlineData(-0.3, 0.3, 6, "−0.3 −0.2 −0.1 0.0 0.1 0.2 0.3", "")]
    [InlineData(0.13, 0.31, 4, "0.15 0.20 0.25 0.30", "")]
    [InlineData(97, 103, 3, "98 100 102", "")]
    [InlineData(0, 999999, 2, "0 500000", "")]
    [InlineData(0, 3500000, 7, "0.0 0.5 1.0 1.5 2.0 2.5 3.0 3.5", "×10⁶")]
    [InlineData(-2000000, 0, 2, "−2 −1 0", "×10⁶")]
    [InlineData(0.0001, 0.0005, 4, "1 2 3 4 5", "×10⁻⁴")]
    [InlineData(0.001, 0.005, 4, "0.001 0.002 0.003 0.004 0.005", "")]
    [InlineData(0, 1e-300, 5, "0.0 0.2 0.4 0.6 0.8 1.0", "×10⁻³⁰⁰")]
    [InlineData(0, 1e300, 2, "0.0 0.5 1.0", "×10³⁰⁰")]
    [InlineData(1000, 1000.004, 4, "1000.000 1000.001 1000.002 1000.003 1000.004", "")]
    public void KnownRanges(double low, double high, int most, string labels, string multiplier)
    {
        var set = LinearTicks.Between(low, high, most);
        Assert.Equal(labels, string.Join(' ', set.Ticks.ConvertAll(tick => tick.Label)));
        Assert.Equal(multiplier, set.Multiplier);
    }

    [Fact]
    public void TheWholeRangeOfDoublesHasTicks()
    {
        var set = LinearTicks.Between(-double.MaxValue, double.MaxValue, 8);
        Assert.Equal(
            "−1.5 −1.0 −0.5 0.0 0.5 1.0 1.5", string.Join(' ', set.Ticks.ConvertAll(tick => tick.Label)));
        Assert.Equal("×10³⁰⁸", set.Multiplier);
        Assert.All(set.Ticks, tick => Assert.True(double.IsFinite(tick.Value)));
    }

    // A label is exact decimal text: read back by the framework it must give the very tick, to the last bit of what a label can
    // say.
    [Fact]
    public void LabelsSayTheirValues()
    {
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6], Gen.Int[2, 12]).Sample((low, span, most) =>
        {
            var set = LinearTicks.Between(low, low + span, most);
            foreach (var tick in set.Ticks)
            {
                if (tick.Label[0] == '−' && tick.Label.Trim('−', '0', '.').Length == 0) return false; // "-0"
                var factor = set.Multiplier.Length == 0 ? 1 : Math.Pow(10, Exponent(set.Multiplier));
                var said = double.Parse(tick.Label.Replace('−', '-'), CultureInfo.InvariantCulture) * factor;
                if (Math.Abs(said - tick.Value) > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(low + span))) return false;
                if (tick.Value < low - span * 1e-6 || tick.Value > low + span * (1 + 1e-6)) return false;
            }
            return set.Ticks.Count <= most + 1 && set.Ticks.Count >= most / 2.5 - 1;
        });
    }

    private static int Exponent(string multiplier)
    {
        const string raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        var sign = multiplier.Contains('⁻') ? -1 : 1;
        var exponent = 0;
        foreach (var letter in multiplier)
            if (raised.IndexOf(letter) is var digit and >= 0) exponent = exponent * 10 + digit;
        return sign * exponent;
    }
}
