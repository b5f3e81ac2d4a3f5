namespace Gradus;

/// <summary>
/// How much code a formula becomes where it is inlined: about one for an instruction on a vector. A value that is used twice
/// counts twice.
/// </summary>
internal readonly struct Weight(int value) : ILanes<Weight>
{
    private const int Call = 4;

    public readonly int Value = value;

    public static Weight Of(double value) => default;

    public static Weight operator +(Weight a, Weight b) => Sum(a, b);
    public static Weight operator -(Weight a, Weight b) => Sum(a, b);
    public static Weight operator *(Weight a, Weight b) => Sum(a, b);
    public static Weight operator /(Weight a, Weight b) => new(a.Value + b.Value + Call);
    public static Weight operator -(Weight a) => new(a.Value + 1);

    public static Weight Less(Weight a, Weight b) => Sum(a, b);
    public static Weight LessOrEqual(Weight a, Weight b) => Sum(a, b);
    public static Weight Equal(Weight a, Weight b) => Sum(a, b);

    public static Weight And(Weight a, Weight b) => Sum(a, b);
    public static Weight Or(Weight a, Weight b) => Sum(a, b);
    public static Weight Xor(Weight a, Weight b) => Sum(a, b);
    public static Weight Not(Weight mask) => new(mask.Value + 1);
    public static Weight Select(Weight mask, Weight whenTrue, Weight whenFalse) => Sum(mask, Sum(whenTrue, whenFalse));

    public static Weight Fma(Weight a, Weight b, Weight c) => new(a.Value + b.Value + c.Value + 1);
    public static Weight Abs(Weight x) => new(x.Value + 1);
    public static Weight Min(Weight a, Weight b) => Sum(a, b);
    public static Weight Max(Weight a, Weight b) => Sum(a, b);
    public static Weight Sqrt(Weight x) => Called(x);
    public static Weight Floor(Weight x) => new(x.Value + 1);
    public static Weight Ceiling(Weight x) => new(x.Value + 1);
    public static Weight Truncate(Weight x) => new(x.Value + 1);
    public static Weight Round(Weight x) => new(x.Value + 1);

    public static Weight Exp(Weight x) => Called(x);
    public static Weight Expm1(Weight x) => Called(x);
    public static Weight Log(Weight x) => Called(x);
    public static Weight Log1p(Weight x) => Called(x);
    public static Weight Sin(Weight x) => Called(x);
    public static Weight Cos(Weight x) => Called(x);
    public static Weight Tan(Weight x) => Called(x);
    public static Weight Asin(Weight x) => Called(x);
    public static Weight Acos(Weight x) => Called(x);
    public static Weight Atan(Weight x) => Called(x);
    public static Weight Sinh(Weight x) => Called(x);
    public static Weight Cosh(Weight x) => Called(x);
    public static Weight Tanh(Weight x) => Called(x);
    public static Weight Erf(Weight x) => Called(x);
    public static Weight Pow(Weight x, Weight y) => Called(new(x.Value + y.Value));

    private static Weight Sum(Weight a, Weight b) => new(a.Value + b.Value + 1);

    private static Weight Called(Weight x) => new(x.Value + Call);
}
