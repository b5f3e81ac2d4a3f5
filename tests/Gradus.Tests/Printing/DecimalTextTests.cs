using System.Globalization;
using System.Numerics;
using CsCheck;

namespace Gradus.Tests;

public class DecimalTextTests
{
    [Theory]
    [InlineData(0.5, 0, "0")]
    [InlineData(1.5, 0, "2")]
    [InlineData(2.5, 0, "2")]
    [InlineData(-0.0, 0, "-0")]
    [InlineData(0.03125, 4, "0.0312")]
    [InlineData(0.09375, 4, "0.0938")]
    [InlineData(0.00005, 4, "0.0001")] // The double is a little above the half.
    [InlineData(0.00015, 4, "0.0001")] // And here a little below.
    [InlineData(99999.99999, 4, "100000.0000")]
    public void FixedRoundsTheBinaryValueOnce(double value, int digits, string expected) =>
        Assert.Equal(expected, DecimalText.Fixed(value, digits));

    [Theory]
    [InlineData(0.0, 4, "0.0000e+00")]
    [InlineData(-0.0, 4, "-0.0000e+00")]
    [InlineData(9.99996, 4, "1.0000e+01")]
    [InlineData(9.99994, 4, "9.9999e+00")]
    [InlineData(1000.0, 4, "1.0000e+03")]
    [InlineData(5e-324, 4, "4.9407e-324")]
    [InlineData(double.MaxValue, 4, "1.7977e+308")]
    [InlineData(2.5, 0, "2e+00")]
    [InlineData(1.00005e10, 4, "1.0000e+10")]
    [InlineData(1.00015e10, 4, "1.0002e+10")]
    public void ScientificRoundsTheBinaryValueOnce(double value, int digits, string expected) =>
        Assert.Equal(expected, DecimalText.Scientific(value, digits));

    /// <summary>Exact rational arithmetic: the printed number is the nearest one with its digits.</summary>
    [Fact]
    public void FixedIsNearest() => Gen.Double[-1e9, 1e9].Sample(value => AssertNearest(value, DecimalText.Fixed(value, 4), -4));

    [Fact]
    public void ScientificIsNearest() => Gen.Double.Where(double.IsNormal).Sample(value =>
    {
        var text = DecimalText.Scientific(value, 4);
        var exponent = int.Parse(text[(text.IndexOf('e') + 1)..], CultureInfo.InvariantCulture);
        AssertNearest(value, text, exponent - 4);
    });

    /// <summary>|value - text| is at most half of 10^unit.</summary>
    private static void AssertNearest(double value, string text, int unit)
    {
        var digits = BigInteger.Parse(text.Split('e')[0].Replace(".", ""), CultureInfo.InvariantCulture);
        // Everything times 2^1100 * 10^400, which makes all of it whole.
        var scale = BigInteger.Pow(10, 400);
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exact = (BigInteger)((bits & 0xfffffffffffff) | 0x10000000000000) * scale << (int)((bits >> 52) - 1075 + 1100);
        var step = BigInteger.Pow(10, 400 + unit) << 1100;
        var distance = BigInteger.Abs(exact * (double.IsNegative(value) ? -1 : 1) - digits * step);
        Assert.True(distance * 2 <= step, $"{value:R} is written {text}.");
    }
}
