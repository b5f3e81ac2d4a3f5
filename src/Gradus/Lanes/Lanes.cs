using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// 64 bytes of <typeparamref name="T"/> (float, double, int or long): the lanes of the vector loops. The width is always 512
/// bits; a narrower machine runs each operation in <see cref="Halves{T}"/>, so a result has the same bits on every machine.
/// </summary>
/// <remarks>A mask is a lane with all bits set (true) or none (false), in lanes of the same type.</remarks>
internal readonly partial struct Lanes<T> : ILanes<Lanes<T>> where T : unmanaged
{
    public readonly Vector512<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes(Vector512<T> value) => Value = value;

    /// <summary>The number of lanes: 16 of four bytes, 8 of eight.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <summary>The constant in every lane; for integers rounded half to even and saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Of(double value)
    {
        // Not through methods in common, here and below: each would cost the compiler temporaries again.
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) return new(Vector512.Create((float)value).As<float, T>());
            return Join(Vector256.Create((float)value).As<float, T>(), Vector256.Create((float)value).As<float, T>());
        }
        if (typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated) return new(Vector512.Create(value).As<double, T>());
            return Join(Vector256.Create(value).As<double, T>(), Vector256.Create(value).As<double, T>());
        }
        return OfInteger(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> OfInteger(double value) => typeof(T) == typeof(int)
        ? All(Unsafe.BitCast<int, T>((int)Math.Round(value)))
        : All(Unsafe.BitCast<long, T>((long)Math.Round(value)));

    /// <summary>The exact value in every lane; unlike <see cref="Of"/> it holds every int64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> All(T value)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Create(value));
        return Join(Vector256.Create(value), Vector256.Create(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator +(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value + b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low + q.Low, p.High + q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value - b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low - q.Low, p.High - q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator *(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value * b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low * q.Low, p.High * q.High);
    }

    /// <summary>
    /// For integers: truncates, wraps for MinValue / -1, and is 0 where b is 0 (a vector cannot throw for one lane).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator /(Lanes<T> a, Lanes<T> b)
    {
        if (!IsFloatingPoint) return IntegerQuotient(a, b);
        if (Vector512.IsHardwareAccelerated) return new(a.Value / b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low / q.Low, p.High / q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> a)
    {
        if (Vector512.IsHardwareAccelerated) return new(-a.Value);
        var p = Split(a);
        return Join(-p.Low, -p.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Less(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.LessThan(a.Value, b.Value));
        var (p, q) = (Split(a), Split(b));
        return Join(Vector256.LessThan(p.Low, q.Low), Vector256.LessThan(p.High, q.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LessOrEqual(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.LessThanOrEqual(a.Value, b.Value));
        var (p, q) = (Split(a), Split(b));
        return Join(Vector256.LessThanOrEqual(p.Low, q.Low), Vector256.LessThanOrEqual(p.High, q.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Equal(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Equals(a.Value, b.Value));
        var (p, q) = (Split(a), Split(b));
        return Join(Vector256.Equals(p.Low, q.Low), Vector256.Equals(p.High, q.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> And(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value & b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low & q.Low, p.High & q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Or(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value | b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low | q.Low, p.High | q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Xor(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(a.Value ^ b.Value);
        var (p, q) = (Split(a), Split(b));
        return Join(p.Low ^ q.Low, p.High ^ q.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Not(Lanes<T> mask)
    {
        if (Vector512.IsHardwareAccelerated) return new(~mask.Value);
        var m = Split(mask);
        return Join(~m.Low, ~m.High);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Select(Lanes<T> mask, Lanes<T> whenTrue, Lanes<T> whenFalse)
    {
        if (Vector512.IsHardwareAccelerated)
            return new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
        var (m, p, q) = (Split(mask), Split(whenTrue), Split(whenFalse));
        return Join(Vector256.ConditionalSelect(m.Low, p.Low, q.Low), Vector256.ConditionalSelect(m.High, p.High, q.High));
    }

    /// <summary>a * b + c: rounded once for floating point, wrapping for integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Fma(Lanes<T> a, Lanes<T> b, Lanes<T> c)
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated)
            {
                var fused = Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle());
                return new(fused.As<float, T>());
            }
            var (p, q, r) = (Split(a), Split(b), Split(c));
            return Join(
                Vector256.FusedMultiplyAdd(p.Low.AsSingle(), q.Low.AsSingle(), r.Low.AsSingle()).As<float, T>(),
                Vector256.FusedMultiplyAdd(p.High.AsSingle(), q.High.AsSingle(), r.High.AsSingle()).As<float, T>());
        }
        return typeof(T) == typeof(double) ? FmaDouble(a, b, c) : a * b + c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> FmaDouble(Lanes<T> a, Lanes<T> b, Lanes<T> c)
    {
        if (Vector512.IsHardwareAccelerated)
            return new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
        var (p, q, r) = (Split(a), Split(b), Split(c));
        return Join(
            Vector256.FusedMultiplyAdd(p.Low.AsDouble(), q.Low.AsDouble(), r.Low.AsDouble()).As<double, T>(),
            Vector256.FusedMultiplyAdd(p.High.AsDouble(), q.High.AsDouble(), r.High.AsDouble()).As<double, T>());
    }

    /// <summary>For integers MinValue stays MinValue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Abs(Lanes<T> x)
    {
        if (!IsFloatingPoint) return Select(Less(x, default), -x, x);
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Abs(x.Value));
        var p = Split(x);
        return Join(Vector256.Abs(p.Low), Vector256.Abs(p.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Min(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Min(a.Value, b.Value));
        var (p, q) = (Split(a), Split(b));
        return Join(Vector256.Min(p.Low, q.Low), Vector256.Min(p.High, q.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Max(Lanes<T> a, Lanes<T> b)
    {
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Max(a.Value, b.Value));
        var (p, q) = (Split(a), Split(b));
        return Join(Vector256.Max(p.Low, q.Low), Vector256.Max(p.High, q.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Sqrt(Lanes<T> x)
    {
        if (!IsFloatingPoint) throw Unsupported();
        if (Vector512.IsHardwareAccelerated) return new(Vector512.Sqrt(x.Value));
        var p = Split(x);
        return Join(Vector256.Sqrt(p.Low), Vector256.Sqrt(p.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Floor(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Floor(x.Value.AsSingle()));
        return typeof(T) == typeof(double) ? Wrap(Vector512.Floor(x.Value.AsDouble())) : x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Ceiling(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Ceiling(x.Value.AsSingle()));
        return typeof(T) == typeof(double) ? Wrap(Vector512.Ceiling(x.Value.AsDouble())) : x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Truncate(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Truncate(x.Value.AsSingle()));
        return typeof(T) == typeof(double) ? Wrap(Vector512.Truncate(x.Value.AsDouble())) : x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Round(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Round(x.Value.AsSingle()));
        return typeof(T) == typeof(double) ? Wrap(Vector512.Round(x.Value.AsDouble())) : x;
    }

    private static bool IsFloatingPoint
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) || typeof(T) == typeof(double);
    }

    private static Lanes<T> IntegerQuotient(Lanes<T> a, Lanes<T> b) => typeof(T) == typeof(int)
        ? Wrap(IntegerArithmetic.Divide(a.Value.AsInt32(), b.Value.AsInt32()))
        : Wrap(IntegerArithmetic.Divide(a.Value.AsInt64(), b.Value.AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Halves<T> Split(Lanes<T> lanes) => Unsafe.BitCast<Lanes<T>, Halves<T>>(lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Join(Vector256<T> low, Vector256<T> high) => Unsafe.BitCast<Halves<T>, Lanes<T>>(new(low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Wrap<S>(Vector512<S> value) => new(value.As<S, T>());

    private static NotSupportedException Unsupported([CallerMemberName] string function = "")
        => new($"{function}: lanes of {typeof(T).Name} have no {function}; it needs float32 or float64: "
            + "promote integers first.");
}
