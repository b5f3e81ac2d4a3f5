namespace Gradus.Tests.Lanes;

public class TextTests
{
    private static Text X => Text.Name("x");
    private static Text Y => Text.Name("y");
    private static Text Z => Text.Name("z");

    private static string Of(Text text) => text.ToString();

    [Fact]
    public void SoftplusReadsAsPeopleWriteIt() => Assert.Equal("log(1 + exp(x))", Of(Text.Log(Text.Of(1) + Text.Exp(X))));

    [Fact]
    public void ParenthesesKeepTheOrderOfOperations()
    {
        Assert.Equal("x - y - z", Of(X - Y - Z));
        Assert.Equal("x - (y - z)", Of(X - (Y - Z)));
        Assert.Equal("x + (y + z)", Of(X + (Y + Z)));
        Assert.Equal("(x + y) * z", Of((X + Y) * Z));
        Assert.Equal("x / (y * z)", Of(X / (Y * Z)));
        Assert.Equal("x * y / z", Of(X * Y / Z));
        Assert.Equal("x + y * z", Of(X + Y * Z));
        Assert.Equal("-(x + y)", Of(-(X + Y)));
        Assert.Equal("-(x * y)", Of(-(X * Y)));
        Assert.Equal("-x * y", Of(-X * Y));
        Assert.Equal("-(-x)", Of(-(-X)));
        Assert.Equal("x - -y", Of(X - -Y));
        Assert.Equal("x * y + z", Of(Text.Fma(X, Y, Z)));
        Assert.Equal("(x + y) * z + (y - z)", Of(Text.Fma(X + Y, Z, Y - Z)));
    }

    [Fact]
    public void PowersBindTighterThanTheMinusSign()
    {
        Assert.Equal("x ^ y", Of(Text.Pow(X, Y)));
        Assert.Equal("-x ^ 2", Of(-Text.Pow(X, Text.Of(2))));
        Assert.Equal("(-x) ^ 2", Of(Text.Pow(-X, Text.Of(2))));
        Assert.Equal("(-2) ^ x", Of(Text.Pow(Text.Of(-2), X)));
        Assert.Equal("x ^ -y", Of(Text.Pow(X, -Y)));
        Assert.Equal("x ^ y ^ z", Of(Text.Pow(X, Text.Pow(Y, Z))));
        Assert.Equal("(x ^ y) ^ z", Of(Text.Pow(Text.Pow(X, Y), Z)));
        Assert.Equal("x ^ (y + z)", Of(Text.Pow(X, Y + Z)));
    }

    [Fact]
    public void MasksReadAsWords()
    {
        Assert.Equal("x < y and y <= z", Of(Text.And(Text.Less(X, Y), Text.LessOrEqual(Y, Z))));
        Assert.Equal("(x or y) and z", Of(Text.And(Text.Or(X, Y), Z)));
        Assert.Equal("x or y and z", Of(Text.Or(X, Text.And(Y, Z))));
        Assert.Equal("x xor not y", Of(Text.Xor(X, Text.Not(Y))));
        Assert.Equal("not x == y", Of(Text.Not(Text.Equal(X, Y))));
        Assert.Equal("not (x and y)", Of(Text.Not(Text.And(X, Y))));
        Assert.Equal("(x < y) == z", Of(Text.Equal(Text.Less(X, Y), Z)));
        Assert.Equal("where(x < 0, 0, x)", Of(Text.Select(Text.Less(X, Text.Of(0)), Text.Of(0), X)));
    }

    [Fact]
    public void NumbersArePrintedShortestAndExact()
    {
        Assert.Equal("0.1", Of(Text.Of(0.1)));
        Assert.Equal("x - -1.5", Of(X - Text.Of(-1.5)));
        Assert.Equal("-0", Of(Text.Of(-0.0)));
        Assert.Equal("1E-300", Of(Text.Of(1e-300)));
        Assert.Equal("-inf", Of(Text.Of(double.NegativeInfinity)));
        Assert.Equal("nan", Of(Text.Of(double.NaN)));
    }

    [Fact]
    public void FunctionsHaveTheirUsualNames()
    {
        Text[] all =
        [
            Text.Abs(X), Text.Min(X, Y), Text.Max(X, Y), Text.Sqrt(X), Text.Floor(X), Text.Ceiling(X), Text.Truncate(X),
            Text.Round(X),
            Text.Exp(X), Text.Expm1(X), Text.Log(X), Text.Log1p(X), Text.Sin(X), Text.Cos(X), Text.Tan(X), Text.Asin(X),
            Text.Acos(X),
            Text.Atan(X), Text.Sinh(X), Text.Cosh(X), Text.Tanh(X), Text.Erf(X),
        ];
        Assert.Equal(
            "abs(x) min(x, y) max(x, y) sqrt(x) floor(x) ceil(x) trunc(x) round(x) exp(x) expm1(x) log(x) log1p(x) sin(x) cos(x) "
            + "tan(x) asin(x) acos(x) atan(x) sinh(x) cosh(x) tanh(x) erf(x)",
            string.Join(' ', all));
    }
}
