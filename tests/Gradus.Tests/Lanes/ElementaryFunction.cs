using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Tests.Lanes;

/// <summary>
/// One function as float32 lanes, float64 lanes, the oracle, and the truth in float64 (for float32) and in 256 bits.
/// </summary>
internal sealed record ElementaryFunction(
    string Name,
    Func<Lanes<float>, Lanes<float>> Single,
    Func<Lanes<double>, Lanes<double>> Double,
    Func<Real, Real> Oracle,
    Func<BigReal, BigReal> Truth,
    double Lowest = double.NegativeInfinity,
    double Highest = double.PositiveInfinity)
{
    public static readonly ElementaryFunction[] All =
    [
        new("Exp", Lanes<float>.Exp, Lanes<double>.Exp, Real.Exp, BigFunctions.Exp, -760, 710),
        new("Expm1", Lanes<float>.Expm1, Lanes<double>.Expm1, Real.Expm1, BigFunctions.Expm1, -760, 710),
        new("Log", Lanes<float>.Log, Lanes<double>.Log, Real.Log, BigFunctions.Log, 5e-324),
        new("Log1p", Lanes<float>.Log1p, Lanes<double>.Log1p, Real.Log1p, BigFunctions.Log1p, -0.99999999999999989),
        new("Sin", Lanes<float>.Sin, Lanes<double>.Sin, Real.Sin, BigFunctions.Sin),
        new("Cos", Lanes<float>.Cos, Lanes<double>.Cos, Real.Cos, BigFunctions.Cos),
        new("Tan", Lanes<float>.Tan, Lanes<double>.Tan, Real.Tan, BigFunctions.Tan),
        new("Asin", Lanes<float>.Asin, Lanes<double>.Asin, Real.Asin, BigFunctions.Asin, -1, 1),
        new("Acos", Lanes<float>.Acos, Lanes<double>.Acos, Real.Acos, BigFunctions.Acos, -1, 1),
        new("Atan", Lanes<float>.Atan, Lanes<double>.Atan, Real.Atan, BigFunctions.Atan),
        new("Sinh", Lanes<float>.Sinh, Lanes<double>.Sinh, Real.Sinh, BigFunctions.Sinh, -711, 711),
        new("Cosh", Lanes<float>.Cosh, Lanes<double>.Cosh, Real.Cosh, BigFunctions.Cosh, -711, 711),
        new("Tanh", Lanes<float>.Tanh, Lanes<double>.Tanh, Real.Tanh, BigFunctions.Tanh),
        new("Erf", Lanes<float>.Erf, Lanes<double>.Erf, Real.Erf, BigFunctions.Erf),
    ];

    public static ElementaryFunction Of(string name) => All.Single(f => f.Name == name);

    public float At(float x) => Single(Lanes<float>.All(x))[0];

    public double At(double x) => Double(Lanes<double>.All(x))[0];

    /// <summary>The function of all elements; their number is a multiple of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<T>(T[] x, T[] y, Func<Lanes<T>, Lanes<T>> function) where T : unmanaged
    {
        ref var source = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(x));
        ref var target = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(y));
        for (var i = 0; i < x.Length * Unsafe.SizeOf<T>(); i += 64)
            function(Lanes<T>.Load(ref Unsafe.Add(ref source, i))).Store(ref Unsafe.Add(ref target, i));
    }

    /// <summary>
    /// The distance of a float32 from a float64 truth in units of its last place; infinite for a wrong kind or sign of zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Ulps(float result, double truth)
    {
        var rounded = (float)truth;
        if (float.IsNaN(rounded)) return float.IsNaN(result) ? 0 : double.PositiveInfinity;
        if (float.IsInfinity(rounded) || truth == 0)
            return result == rounded && float.IsNegative(result) == float.IsNegative(rounded) ? 0 : double.PositiveInfinity;
        if (!float.IsFinite(result)) return double.PositiveInfinity;
        // The truth's exponent, but no smaller than that of the denormals, 23 places down.
        var field = Math.Max((int)(BitConverter.DoubleToInt64Bits(truth) >> 52 & 0x7ff) - 1023, -126) - 23;
        return Math.Abs(result - truth) * BitConverter.Int64BitsToDouble((long)(1023 - field) << 52);
    }

    public override string ToString() => Name;
}
