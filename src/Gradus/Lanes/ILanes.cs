namespace Gradus;

/// <summary>
/// The numbers a formula is written over. An op says its formula once over <typeparamref name="V"/>; each reader brings its own:
/// vectors of float32, float64, int32 and int64 for the loops, one exact double for the oracle, text for people.
/// </summary>
/// <remarks>
/// Comparisons give a mask: a value that <see cref="Select"/>, <see cref="And"/>, <see cref="Or"/> and <see cref="Not"/>
/// understand. A bool tensor's elements arrive as masks too. Functions that only make sense for floating point are never called
/// on integers: their ops promote integers first.
/// </remarks>
public interface ILanes<V> where V : struct, ILanes<V>
{
    /// <summary>The constant in every lane, rounded to the lane's type.</summary>
    static abstract V Of(double value);

    static abstract V operator +(V a, V b);
    static abstract V operator -(V a, V b);
    static abstract V operator *(V a, V b);

    /// <summary>True division for floating point; truncating division for integers.</summary>
    static abstract V operator /(V a, V b);
    static abstract V operator -(V a);

    static abstract V Less(V a, V b);
    static abstract V LessOrEqual(V a, V b);
    static abstract V Equal(V a, V b);

    static abstract V And(V a, V b);
    static abstract V Or(V a, V b);
    static abstract V Xor(V a, V b);
    static abstract V Not(V mask);
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>a * b + c rounded once.</summary>
    static abstract V Fma(V a, V b, V c);

    static abstract V Abs(V x);

    /// <summary>The smaller one; NaN if either is NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger one; NaN if either is NaN.</summary>
    static abstract V Max(V a, V b);

    static abstract V Sqrt(V x);
    static abstract V Floor(V x);
    static abstract V Ceiling(V x);
    static abstract V Truncate(V x);

    /// <summary>To the nearest integer, halves to even.</summary>
    static abstract V Round(V x);

    static abstract V Exp(V x);
    static abstract V Expm1(V x);
    static abstract V Log(V x);
    static abstract V Log1p(V x);
    static abstract V Sin(V x);
    static abstract V Cos(V x);
    static abstract V Tan(V x);
    static abstract V Asin(V x);
    static abstract V Acos(V x);
    static abstract V Atan(V x);
    static abstract V Sinh(V x);
    static abstract V Cosh(V x);
    static abstract V Tanh(V x);
    static abstract V Erf(V x);
    static abstract V Pow(V x, V y);
}
