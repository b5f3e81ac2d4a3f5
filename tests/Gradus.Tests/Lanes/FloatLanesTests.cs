using System.Numerics;

namespace Gradus.Tests.Lanes;

/// <summary>The exact operations of floating point, bit for bit against the scalar ones of .NET.</summary>
public class FloatLanesTests
{
    private static readonly double[] Values =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3, 0.1, 1e-45, -1e-45, 5e-324, 1.17549435e-38, 8388607.5, 8388609,
        4503599627370497.5,
        3e38, -3e38, 1e308, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.49999997, -0.49999999999999994,
    ];

    private static void Check<T>(Func<Lanes<T>, Lanes<T>, Lanes<T>> lanes, Func<T, T, T> truth)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (var a in Values.Select(T.CreateTruncating))
        {
            foreach (var b in Values.Select(T.CreateTruncating))
            {
                var result = lanes(Lanes<T>.All(a), Lanes<T>.All(b));
                var expected = truth(a, b);
                for (var i = 0; i < Lanes<T>.Count; i++)
                {
                    // Equals: NaN is NaN; the signs tell the zeros apart.
                    Assert.True(
                        expected.Equals(result[i]) && (T.IsNaN(expected) || T.IsNegative(expected) == T.IsNegative(result[i])),
                        $"{a}, {b}: {result[i]} instead of {expected} in lane {i} of {typeof(T).Name}");
                }
            }
        }
    }

    [Fact]
    public void Float32() => CheckAll<float>();

    [Fact]
    public void Float64() => CheckAll<double>();

    private static void CheckAll<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>((a, b) => a + b, (a, b) => a + b);
        Check<T>((a, b) => a - b, (a, b) => a - b);
        Check<T>((a, b) => a * b, (a, b) => a * b);
        Check<T>((a, b) => a / b, (a, b) => a / b);
        Check<T>((a, _) => -a, (a, _) => -a);
        Check<T>((a, b) => Lanes<T>.Fma(a, b, a), (a, b) => T.FusedMultiplyAdd(a, b, a));
        Check<T>(Lanes<T>.Min, T.Min);
        Check<T>(Lanes<T>.Max, T.Max);
        Check<T>((a, _) => Lanes<T>.Abs(a), (a, _) => T.Abs(a));
        Check<T>((a, _) => Lanes<T>.Sqrt(a), (a, _) => T.Sqrt(a));
        Check<T>((a, _) => Lanes<T>.Floor(a), (a, _) => T.Floor(a));
        Check<T>((a, _) => Lanes<T>.Ceiling(a), (a, _) => T.Ceiling(a));
        Check<T>((a, _) => Lanes<T>.Truncate(a), (a, _) => T.Truncate(a));
        Check<T>((a, _) => Lanes<T>.Round(a), (a, _) => T.Round(a, MidpointRounding.ToEven));
        Check<T>((a, b) => Choose(Lanes<T>.Less(a, b)), (a, b) => Choose<T>(a < b));
        Check<T>((a, b) => Choose(Lanes<T>.LessOrEqual(a, b)), (a, b) => Choose<T>(a <= b));
        Check<T>((a, b) => Choose(Lanes<T>.Equal(a, b)), (a, b) => Choose<T>(a == b));
        Check<T>((a, b) => Choose(Lanes<T>.Not(Lanes<T>.Less(a, b))), (a, b) => Choose<T>(!(a < b)));
        Check<T>((a, b) => Choose(Lanes<T>.And(Lanes<T>.Less(a, b), Lanes<T>.Less(a, -b))), (a, b) => Choose<T>(a < b & a < -b));
        Check<T>((a, b) => Choose(Lanes<T>.Or(Lanes<T>.Less(a, b), Lanes<T>.Less(a, -b))), (a, b) => Choose<T>(a < b | a < -b));
        Check<T>((a, b) => Choose(Lanes<T>.Xor(Lanes<T>.Less(a, b), Lanes<T>.Less(a, -b))), (a, b) => Choose<T>(a < b ^ a < -b));
    }

    private static Lanes<T> Choose<T>(Lanes<T> mask) where T : unmanaged
        => Lanes<T>.Select(mask, Lanes<T>.Of(1.5), Lanes<T>.Of(-0.0));

    private static T Choose<T>(bool truth) where T : IFloatingPoint<T> => truth ? T.CreateTruncating(1.5) : -T.Zero;

    [Fact]
    public void FmaRoundsOnce()
    {
        // float32's third is a third and 2^-25 / 3 more; three of them, rounded, are 1.
        var (third, three, one) = (Lanes<float>.Of(1 / 3.0), Lanes<float>.Of(3), Lanes<float>.Of(1));
        Assert.Equal(0, (third * three - one)[0]);
        Assert.Equal(2.98023224e-8f, Lanes<float>.Fma(third, three, -one)[0]);
    }

    [Fact]
    public void IntegersHaveNoElementaryFunctions()
    {
        var error = Assert.Throws<NotSupportedException>(() => Lanes<int>.Exp(Lanes<int>.Of(1)));
        Assert.Equal("Exp: lanes of Int32 have no Exp; it needs float32 or float64: promote integers first.", error.Message);
        Assert.Throws<NotSupportedException>(() => Lanes<long>.Sqrt(Lanes<long>.Of(1)));
    }
}
