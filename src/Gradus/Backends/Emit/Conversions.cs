using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gradus.Graph;

namespace Gradus.Backends.Emit;

/// <summary>Conversions between lanes of one width, as static methods that the JIT inlines.</summary>
internal static class Conversions
{
    /// <summary>
    /// From vectors of the lane's numbers to those of the other's. A mask arrives as the numbers it becomes, and leaves as the
    /// numbers it came from: the same bits.
    /// </summary>
    public static MethodInfo Of(Lane from, Lane to) => (from, to) switch
    {
        (Lane.Int32, Lane.Float32) => ((Func<Lanes<int>, Lanes<float>>)ToSingle).Method,
        (Lane.Float32, Lane.Int32) => ((Func<Lanes<float>, Lanes<int>>)ToInt32).Method,
        (Lane.Int64, Lane.Float64) => ((Func<Lanes<long>, Lanes<double>>)ToDouble).Method,
        (Lane.Float64, Lane.Int64) => ((Func<Lanes<double>, Lanes<long>>)ToInt64).Method,
        (Lane.Mask32 or Lane.Mask64, _) => OfMask(to, isToMask: false),
        _ => OfMask(from, isToMask: true),
    };

    private static MethodInfo OfMask(Lane number, bool isToMask) => number switch
    {
        Lane.Float32 => OfMask<float>(isToMask),
        Lane.Float64 => OfMask<double>(isToMask),
        Lane.Int32 => OfMask<int>(isToMask),
        _ => OfMask<long>(isToMask),
    };

    private static MethodInfo OfMask<T>(bool isToMask) where T : unmanaged =>
        isToMask ? ((Func<Lanes<T>, Lanes<T>>)IsNotZero).Method : ((Func<Lanes<T>, Lanes<T>>)Ones).Method;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Ones<T>(Lanes<T> mask) where T : unmanaged => Lanes<T>.Select(mask, Lanes<T>.Of(1), Lanes<T>.Of(0));

    // NaN is not zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> IsNotZero<T>(Lanes<T> x) where T : unmanaged => Lanes<T>.Not(Lanes<T>.Equal(x, Lanes<T>.Of(0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<float> ToSingle(Lanes<int> x) => new(Vector512.ConvertToSingle(x.Value));

    // Of what no integer holds, the nearest one that there is; 0 of NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<int> ToInt32(Lanes<float> x) => new(Vector512.ConvertToInt32(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<double> ToDouble(Lanes<long> x) => new(Vector512.ConvertToDouble(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<long> ToInt64(Lanes<double> x) => new(Vector512.ConvertToInt64(x.Value));
}
