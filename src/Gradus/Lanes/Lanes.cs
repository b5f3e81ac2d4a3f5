using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// 64 bytes of <typeparamref name="T"/> (float, double, int or long): the lanes of the vector loops. The width is always 512 bits;
/// a narrower machine runs each operation in halves, so a result has the same bits on every machine.
/// </summary>
/// <remarks>A mask is a lane with all bits set (true) or none (false), in lanes of the same type.</remarks>
internal readonly partial struct Lanes<T>(Vector512<T> value) : ILanes<Lanes<T>> where T : unmanaged
{
    public readonly Vector512<T> Value = value;

    /// <summary>The number of lanes: 16 of four bytes, 8 of eight.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    private static bool IsFloatingPoint
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) || typeof(T) == typeof(double);
    }

    /// <summary>The constant in every lane; for integers rounded half to even and saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Of(double value)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Create((float)value));
        if (typeof(T) == typeof(double)) return Wrap(Vector512.Create(value));
        if (typeof(T) == typeof(int)) return Wrap(Vector512.Create((int)Math.Round(value)));
        if (typeof(T) == typeof(long)) return Wrap(Vector512.Create((long)Math.Round(value)));
        throw Unsupported();
    }

    /// <summary>The exact value in every lane; unlike <see cref="Of"/> it holds every int64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator +(Lanes<T> a, Lanes<T> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> a, Lanes<T> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator *(Lanes<T> a, Lanes<T> b) => new(a.Value * b.Value);

    /// <summary>For integers: truncates, wraps for MinValue / -1, and is 0 where b is 0 (a vector cannot throw for one lane).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator /(Lanes<T> a, Lanes<T> b)
    {
        if (typeof(T) == typeof(int)) return Wrap(IntegerArithmetic.Divide(a.Value.AsInt32(), b.Value.AsInt32()));
        if (typeof(T) == typeof(long)) return Wrap(IntegerArithmetic.Divide(a.Value.AsInt64(), b.Value.AsInt64()));
        return new(a.Value / b.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Less(Lanes<T> a, Lanes<T> b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> LessOrEqual(Lanes<T> a, Lanes<T> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Equal(Lanes<T> a, Lanes<T> b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> And(Lanes<T> a, Lanes<T> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Or(Lanes<T> a, Lanes<T> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Xor(Lanes<T> a, Lanes<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Not(Lanes<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Select(Lanes<T> mask, Lanes<T> whenTrue, Lanes<T> whenFalse)
        => new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    /// <summary>a * b + c: rounded once for floating point, wrapping for integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Fma(Lanes<T> a, Lanes<T> b, Lanes<T> c)
    {
        if (typeof(T) == typeof(float))
            return Wrap(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()));
        if (typeof(T) == typeof(double))
            return Wrap(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()));
        return new(a.Value * b.Value + c.Value);
    }

    /// <summary>For integers MinValue stays MinValue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Abs(Lanes<T> x)
    {
        if (IsFloatingPoint) return new(Vector512.Abs(x.Value));
        return new(Vector512.ConditionalSelect(Vector512.LessThan(x.Value, Vector512<T>.Zero), -x.Value, x.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Min(Lanes<T> a, Lanes<T> b) => new(Vector512.Min(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Max(Lanes<T> a, Lanes<T> b) => new(Vector512.Max(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Floor(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Floor(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Vector512.Floor(x.Value.AsDouble()));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Ceiling(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Ceiling(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Vector512.Ceiling(x.Value.AsDouble()));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Truncate(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Truncate(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Vector512.Truncate(x.Value.AsDouble()));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Round(Lanes<T> x)
    {
        if (typeof(T) == typeof(float)) return Wrap(Vector512.Round(x.Value.AsSingle()));
        if (typeof(T) == typeof(double)) return Wrap(Vector512.Round(x.Value.AsDouble()));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Wrap<S>(Vector512<S> value) => new(value.As<S, T>());

    private static NotSupportedException Unsupported([CallerMemberName] string function = "")
        => new($"{function}: lanes of {typeof(T).Name} have no {function}; it needs float32 or float64: promote integers first.");
}
