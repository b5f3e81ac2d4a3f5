using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Backends.Products;

/// <summary>What a product computes with vectors <typeparamref name="V"/> of <typeparamref name="T"/>.</summary>
internal static class Wide<T, V> where T : unmanaged where V : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V All(T value) => typeof(V) == typeof(Vector512<T>)
        ? Unsafe.BitCast<Vector512<T>, V>(Vector512.Create(value))
        : Unsafe.BitCast<Vector256<T>, V>(Vector256.Create(value));

    /// <summary>a * b + c: rounded once for floating point, wrapping for integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MultiplyAdd(V a, V b, V c)
    {
        if (typeof(V) == typeof(Vector512<float>))
            return From(Vector512.FusedMultiplyAdd(To<Vector512<float>>(a), To<Vector512<float>>(b), To<Vector512<float>>(c)));
        if (typeof(V) == typeof(Vector512<double>))
            return From(Vector512.FusedMultiplyAdd(To<Vector512<double>>(a), To<Vector512<double>>(b), To<Vector512<double>>(c)));
        if (typeof(V) == typeof(Vector256<float>))
            return From(Vector256.FusedMultiplyAdd(To<Vector256<float>>(a), To<Vector256<float>>(b), To<Vector256<float>>(c)));
        if (typeof(V) == typeof(Vector256<double>))
            return From(Vector256.FusedMultiplyAdd(To<Vector256<double>>(a), To<Vector256<double>>(b), To<Vector256<double>>(c)));
        return typeof(V) == typeof(Vector512<T>)
            ? From(To<Vector512<T>>(a) * To<Vector512<T>>(b) + To<Vector512<T>>(c))
            : From(To<Vector256<T>>(a) * To<Vector256<T>>(b) + To<Vector256<T>>(c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector To<TVector>(V vector) where TVector : struct => Unsafe.BitCast<V, TVector>(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V From<TVector>(TVector vector) where TVector : struct => Unsafe.BitCast<TVector, V>(vector);
}
