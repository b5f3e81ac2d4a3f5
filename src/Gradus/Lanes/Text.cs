using System.Globalization;

namespace Gradus;

/// <summary>
/// A formula as people read it. Parentheses stand only where the order of operations needs them: a - (b - c), but a - b - c.
/// Since rounding makes the order matter, a + (b + c) keeps its parentheses too.
/// </summary>
/// <remarks>
/// x ^ y is a power (right-associative, binding before the minus sign: -x ^ 2 is -(x ^ 2)); masks read and, or, xor, not.
/// </remarks>
internal readonly struct Text : ILanes<Text>
{
    // From loosest to tightest; a name, number or call is an Atom.
    private enum Level { Or, Xor, And, Not, Comparison, Sum, Product, Minus, Power, Atom }

    private readonly string _formula;
    private readonly Level _level;

    private Text(string formula, Level level) => (_formula, _level) = (formula, level);

    /// <summary>A variable.</summary>
    public static Text Name(string name) => new(name, Level.Atom);

    public static Text Of(double value)
    {
        var digits = value switch
        {
            double.PositiveInfinity => "inf",
            double.NegativeInfinity => "-inf",
            double.NaN => "nan",
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };
        return new(digits, digits.StartsWith('-') ? Level.Minus : Level.Atom);
    }

    public static Text operator +(Text a, Text b) => LeftToRight(a, "+", b, Level.Sum);
    public static Text operator -(Text a, Text b) => LeftToRight(a, "-", b, Level.Sum);
    public static Text operator *(Text a, Text b) => LeftToRight(a, "*", b, Level.Product);
    public static Text operator /(Text a, Text b) => LeftToRight(a, "/", b, Level.Product);
    public static Text operator -(Text a) => new("-" + a.At(Level.Power), Level.Minus);

    public static Text Less(Text a, Text b) => Comparison(a, "<", b);
    public static Text LessOrEqual(Text a, Text b) => Comparison(a, "<=", b);
    public static Text Equal(Text a, Text b) => Comparison(a, "==", b);

    public static Text And(Text a, Text b) => LeftToRight(a, "and", b, Level.And);
    public static Text Or(Text a, Text b) => LeftToRight(a, "or", b, Level.Or);
    public static Text Xor(Text a, Text b) => LeftToRight(a, "xor", b, Level.Xor);
    public static Text Not(Text mask) => new("not " + mask.At(Level.Not), Level.Not);
    public static Text Select(Text mask, Text whenTrue, Text whenFalse) => Call("where", mask, whenTrue, whenFalse);

    public static Text Fma(Text a, Text b, Text c) => a * b + c;
    public static Text Abs(Text x) => Call("abs", x);
    public static Text Min(Text a, Text b) => Call("min", a, b);
    public static Text Max(Text a, Text b) => Call("max", a, b);
    public static Text Sqrt(Text x) => Call("sqrt", x);
    public static Text Floor(Text x) => Call("floor", x);
    public static Text Ceiling(Text x) => Call("ceil", x);
    public static Text Truncate(Text x) => Call("trunc", x);
    public static Text Round(Text x) => Call("round", x);

    public static Text Exp(Text x) => Call("exp", x);
    public static Text Expm1(Text x) => Call("expm1", x);
    public static Text Log(Text x) => Call("log", x);
    public static Text Log1p(Text x) => Call("log1p", x);
    public static Text Sin(Text x) => Call("sin", x);
    public static Text Cos(Text x) => Call("cos", x);
    public static Text Tan(Text x) => Call("tan", x);
    public static Text Asin(Text x) => Call("asin", x);
    public static Text Acos(Text x) => Call("acos", x);
    public static Text Atan(Text x) => Call("atan", x);
    public static Text Sinh(Text x) => Call("sinh", x);
    public static Text Cosh(Text x) => Call("cosh", x);
    public static Text Tanh(Text x) => Call("tanh", x);
    public static Text Erf(Text x) => Call("erf", x);
    public static Text Pow(Text x, Text y) => new($"{x.At(Level.Atom)} ^ {y.At(Level.Minus)}", Level.Power);

    public override string ToString() => _formula ?? "";

    private static Text LeftToRight(Text a, string sign, Text b, Level level)
        => new($"{a.At(level)} {sign} {b.At(level + 1)}", level);

    // Comparisons do not chain: (a < b) < c keeps its parentheses on either side.
    private static Text Comparison(Text a, string sign, Text b)
        => new($"{a.At(Level.Sum)} {sign} {b.At(Level.Sum)}", Level.Comparison);

    internal static Text Call(string function, params ReadOnlySpan<Text> arguments)
        => new($"{function}({string.Join(", ", arguments.ToArray())})", Level.Atom);

    // In parentheses if it binds looser than its place demands.
    private string At(Level place) => _level < place ? $"({_formula})" : _formula;
}
