namespace Gradus;

/// <summary>One float64: the oracle's reading of a formula. A mask is 1 or 0.</summary>
internal readonly struct Real(double value) : ILanes<Real>
{
    public readonly double Value = value;

    public static implicit operator Real(double value) => new(value);

    public static Real Of(double value) => value;

    public static Real operator +(Real a, Real b) => a.Value + b.Value;
    public static Real operator -(Real a, Real b) => a.Value - b.Value;
    public static Real operator *(Real a, Real b) => a.Value * b.Value;
    public static Real operator /(Real a, Real b) => a.Value / b.Value;
    public static Real operator -(Real a) => -a.Value;

    public static Real Less(Real a, Real b) => Mask(a.Value < b.Value);
    public static Real LessOrEqual(Real a, Real b) => Mask(a.Value <= b.Value);
    public static Real Equal(Real a, Real b) => Mask(a.Value == b.Value);

    public static Real And(Real a, Real b) => Mask(a.IsTrue && b.IsTrue);
    public static Real Or(Real a, Real b) => Mask(a.IsTrue || b.IsTrue);
    public static Real Xor(Real a, Real b) => Mask(a.IsTrue != b.IsTrue);
    public static Real Not(Real mask) => Mask(!mask.IsTrue);
    public static Real Select(Real mask, Real whenTrue, Real whenFalse) => mask.IsTrue ? whenTrue : whenFalse;

    public static Real Fma(Real a, Real b, Real c) => Math.FusedMultiplyAdd(a.Value, b.Value, c.Value);
    public static Real Abs(Real x) => Math.Abs(x.Value);
    public static Real Min(Real a, Real b) => Math.Min(a.Value, b.Value);
    public static Real Max(Real a, Real b) => Math.Max(a.Value, b.Value);
    public static Real Sqrt(Real x) => Math.Sqrt(x.Value);
    public static Real Floor(Real x) => Math.Floor(x.Value);
    public static Real Ceiling(Real x) => Math.Ceiling(x.Value);
    public static Real Truncate(Real x) => Math.Truncate(x.Value);
    public static Real Round(Real x) => Math.Round(x.Value, MidpointRounding.ToEven);

    public static Real Exp(Real x) => Math.Exp(x.Value);
    public static Real Expm1(Real x) => ExactFunctions.Expm1(x.Value);
    public static Real Log(Real x) => Math.Log(x.Value);
    public static Real Log1p(Real x) => ExactFunctions.Log1p(x.Value);
    public static Real Sin(Real x) => Math.Sin(x.Value);
    public static Real Cos(Real x) => Math.Cos(x.Value);
    public static Real Tan(Real x) => Math.Tan(x.Value);
    public static Real Asin(Real x) => Math.Asin(x.Value);
    public static Real Acos(Real x) => Math.Acos(x.Value);
    public static Real Atan(Real x) => Math.Atan(x.Value);
    public static Real Sinh(Real x) => Math.Sinh(x.Value);
    public static Real Cosh(Real x) => Math.Cosh(x.Value);
    public static Real Tanh(Real x) => Math.Tanh(x.Value);
    public static Real Erf(Real x) => ExactFunctions.Erf(x.Value);
    public static Real Pow(Real x, Real y) => Math.Pow(x.Value, y.Value);

    public bool IsTrue => Value != 0;

    public override string ToString() => Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static Real Mask(bool value) => value ? 1 : 0;
}
