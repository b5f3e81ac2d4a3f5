using System.Numerics;
using CsCheck;

namespace Gradus.Plot.Tests;

public class NumberTextTests
{
    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(0, -3, "0.000")]
    [InlineData(0, 5, "0")]
    [InlineData(-5, -1, "−0.5")]
    [InlineData(5, -3, "0.005")]
    [InlineData(12345, -2, "123.45")]
    [InlineData(-7, 3, "−7000")]
    public void DecimalText(long mantissa, int exponent, string expected) =>
        Assert.Equal(expected, NumberText.Decimal(mantissa, exponent));

    // The truth is exact: the digits without their point are the whole number, whose value is mantissa * 10^(exponent +
    // decimals).
    [Fact]
    public void DecimalTextIsExact() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[-20, 20]).Sample((mantissa, exponent) =>
        {
            var text = NumberText.Decimal(mantissa, exponent).Replace('−', '-');
            var point = text.IndexOf('.');
            var decimals = point < 0 ? 0 : text.Length - point - 1;
            var digits = BigInteger.Parse(text.Replace(".", ""), System.Globalization.CultureInfo.InvariantCulture);
            return digits == mantissa * BigInteger.Pow(10, exponent + decimals);
        });

    [Theory]
    [InlineData(0, "10⁰")]
    [InlineData(-12, "10⁻¹²")]
    [InlineData(308, "10³⁰⁸")]
    public void Powers(int exponent, string expected) => Assert.Equal(expected, NumberText.PowerOfTen(exponent));
}
