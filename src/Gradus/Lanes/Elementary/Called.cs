using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// Functions as calls, for machines without vectors of 512 bits. Where there are such vectors the functions become part of the
/// loop: a call passes its argument through the stack, which takes up to four times as long where 64 bytes of it lie across two
/// cache lines.
/// </summary>
/// <remarks>A method around a function would not do: so small a method has no budget for inlining what it is made of.</remarks>
internal static unsafe class Called
{
    public static readonly delegate*<in Vector512<float>, Vector512<float>> ExpSingle = &Exponential.Exp;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> ExpDouble = &Exponential.Exp;
    public static readonly delegate*<in Vector512<float>, Vector512<float>> Expm1Single = &Exponential.Expm1;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> Expm1Double = &Exponential.Expm1;
    public static readonly delegate*<in Vector512<float>, Vector512<float>> LogSingle = &Logarithm.Log;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> LogDouble = &Logarithm.Log;
    public static readonly delegate*<in Vector512<float>, Vector512<float>> Log1pSingle = &Logarithm.Log1p;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> Log1pDouble = &Logarithm.Log1p;
    public static readonly delegate*<in Vector512<float>, Vector512<float>> TanhSingle = &Hyperbolic.Tanh;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> TanhDouble = &Hyperbolic.Tanh;
    public static readonly delegate*<in Vector512<float>, Vector512<float>> ErfSingle = &ErrorFunction.Erf;
    public static readonly delegate*<in Vector512<double>, Vector512<double>> ErfDouble = &ErrorFunction.Erf;
}
