using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

// The functions of floating point, by lane type. Integers never come here: their ops promote first.
internal readonly partial struct Lanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sqrt(Lanes<T> x)
    {
        if (IsFloatingPoint) return new(Vector512.Sqrt(x.Value));
        throw Unsupported();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Exp(Lanes<T> x) => EachLane(x, Math.Exp);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Expm1(Lanes<T> x) => EachLane(x, ExactFunctions.Expm1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Log(Lanes<T> x) => EachLane(x, Math.Log);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Log1p(Lanes<T> x) => EachLane(x, ExactFunctions.Log1p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sin(Lanes<T> x) => EachLane(x, Math.Sin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Cos(Lanes<T> x) => EachLane(x, Math.Cos);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Tan(Lanes<T> x) => EachLane(x, Math.Tan);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Asin(Lanes<T> x) => EachLane(x, Math.Asin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Acos(Lanes<T> x) => EachLane(x, Math.Acos);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Atan(Lanes<T> x) => EachLane(x, Math.Atan);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sinh(Lanes<T> x) => EachLane(x, Math.Sinh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Cosh(Lanes<T> x) => EachLane(x, Math.Cosh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Tanh(Lanes<T> x) => EachLane(x, Math.Tanh);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Erf(Lanes<T> x) => EachLane(x, ExactFunctions.Erf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Pow(Lanes<T> x, Lanes<T> y)
    {
        if (typeof(T) == typeof(int)) return Wrap(IntegerArithmetic.Power(x.Value.AsInt32(), y.Value.AsInt32()));
        if (typeof(T) == typeof(long)) return Wrap(IntegerArithmetic.Power(x.Value.AsInt64(), y.Value.AsInt64()));
        var result = x.Value;
        for (var i = 0; i < Count; i++)
            result = result.WithElement(i, FromDouble(Math.Pow(ToDouble(x[i]), ToDouble(y[i]))));
        return new(result);
    }

    private static Lanes<T> EachLane(Lanes<T> x, Func<double, double> function)
    {
        var result = x.Value;
        for (var i = 0; i < Count; i++) result = result.WithElement(i, FromDouble(function(ToDouble(x[i]))));
        return new(result);
    }

    private static double ToDouble(T value) => typeof(T) == typeof(float) ? (float)(object)value : (double)(object)value;

    private static T FromDouble(double value) => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;
}
