using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

// The functions of floating point, by lane type. Integers never come here: their ops promote first.
[SkipLocalsInit]
internal readonly partial struct Lanes<T>
{
    private static bool AreInlined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Exp(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? Exponential.Exp(x.Value.AsSingle()) : Called.ExpSingle(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? Exponential.Exp(x.Value.AsDouble()) : Called.ExpDouble(x.Value.AsDouble()));
        throw Unsupported();
    }

    /// <summary>The same as <see cref="Exp"/>, float32 alone, for loops that have room for its code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> InlinedExp(Lanes<T> x) => Wrap(Exponential.Exp(x.Value.AsSingle()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Expm1(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? Exponential.Expm1(x.Value.AsSingle()) : Called.Expm1Single(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? Exponential.Expm1(x.Value.AsDouble()) : Called.Expm1Double(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Log(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? Logarithm.Log(x.Value.AsSingle()) : Called.LogSingle(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? Logarithm.Log(x.Value.AsDouble()) : Called.LogDouble(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Log1p(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? Logarithm.Log1p(x.Value.AsSingle()) : Called.Log1pSingle(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? Logarithm.Log1p(x.Value.AsDouble()) : Called.Log1pDouble(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sin(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Circular.Sin(x.Value.AsSingle(), 0));
        if (typeof(T) == typeof(double)) return Wrap(Circular.Sin(x.Value.AsDouble(), 0));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Cos(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Circular.Sin(x.Value.AsSingle(), 1));
        if (typeof(T) == typeof(double)) return Wrap(Circular.Sin(x.Value.AsDouble(), 1));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Tan(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Tan(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Circular.Tan(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Asin(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Asin(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(InverseCircular.Asin(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Acos(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Acos(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(InverseCircular.Acos(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Atan(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Atan(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(InverseCircular.Atan(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sinh(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Sinh(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Hyperbolic.Sinh(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Cosh(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(ThroughDouble.Cosh(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Hyperbolic.Cosh(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Tanh(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? Hyperbolic.Tanh(x.Value.AsSingle()) : Called.TanhSingle(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? Hyperbolic.Tanh(x.Value.AsDouble()) : Called.TanhDouble(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes<T> Erf(Lanes<T> x)
    {
        if (typeof(T) == typeof(float))
            return Wrap(AreInlined ? ErrorFunction.Erf(x.Value.AsSingle()) : Called.ErfSingle(x.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(AreInlined ? ErrorFunction.Erf(x.Value.AsDouble()) : Called.ErfDouble(x.Value.AsDouble()));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Pow(Lanes<T> x, Lanes<T> y)
    {
        if (typeof(T) == typeof(float)) return Wrap(Power.Pow(x.Value.AsSingle(), y.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Power.Pow(x.Value.AsDouble(), y.Value.AsDouble()));
        if (typeof(T) == typeof(int)) return Wrap(IntegerArithmetic.Power(x.Value.AsInt32(), y.Value.AsInt32()));
        if (typeof(T) == typeof(long)) return Wrap(IntegerArithmetic.Power(x.Value.AsInt64(), y.Value.AsInt64()));
        throw Unsupported();
    }
}
