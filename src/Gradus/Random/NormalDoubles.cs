using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus;

/// <summary>
/// Mean 0, standard deviation 1, by Box and Muller (1958): a block's two 53-bit numbers u and v give sqrt(-2 ln u) times
/// cos(2 pi v) and sin(2 pi v). At most 8.57 in size, where u is 2^-53.
/// </summary>
/// <remarks>
/// The functions are polynomials of our own with explicit FMA: every operation is exactly rounded, so the bits are the same on
/// every processor and system, which a C library's log and sin would not promise.
/// </remarks>
internal readonly struct NormalDoubles : IWordReading<double>
{
    private const double Unit = 1.0 / (1L << 53);

    public PhiloxStream Stream => PhiloxStream.Normal;

    public int ValuesPerBlock => 2;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<uint> words, Span<double> values)
    {
        Span<double> u = stackalloc double[4];
        Span<double> v = stackalloc double[4];
        u.Fill(1);
        v.Clear();
        for (var start = 0; start < values.Length; start += 8)
        {
            var count = Math.Min(4, (values.Length - start) / 2);
            for (var i = 0; i < count; i++)
            {
                // u is never 0: its logarithm is taken.
                u[i] = ((long)(RandomBits.Pair(words, start + 2 * i) >> 11) + 1) * Unit;
                v[i] = (long)(RandomBits.Pair(words, start + 2 * i + 1) >> 11) * Unit;
            }
            var radius = Vector256.Sqrt(Log(Vector256.Create<double>(u)) * -2.0);
            var (cosine, sine) = CosSinOfTurn(Vector256.Create<double>(v));
            (radius * cosine).CopyTo(u);
            (radius * sine).CopyTo(v);
            for (var i = 0; i < count; i++) (values[start + 2 * i], values[start + 2 * i + 1]) = (u[i], v[i]);
        }
    }

    /// <summary>Natural logarithm of normal numbers up to 1, to about one unit in the last place.</summary>
    /// <remarks>x = 2^e m, m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh(s), s = (m - 1) / (m + 1), by its Taylor series.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Log(Vector256<double> x)
    {
        // Subtracting the bits of sqrt(1/2) leaves the exponent on top; 1024 more keeps it from being negative.
        var raised = x.AsUInt64() - Vector256.Create(BitConverter.DoubleToUInt64Bits(0.70710678118654752) - (1024UL << 52));
        var biased = raised >>> 52;
        // The bits of 2^52 + n are those of 2^52 or n.
        var exponent = (biased | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create((double)(1L << 52) + 1024);
        var m = (x.AsUInt64() - ((biased - Vector256.Create(1024UL)) << 52)).AsDouble();

        var s = (m - Vector256<double>.One) / (m + Vector256<double>.One);
        var z = s * s;
        // |s| is at most 0.1716: the first term left out, z^11 / 23, is below 2^-60.
        var series = Vector256.Create(1.0 / 21);
        series = Add(series, z, 1.0 / 19);
        series = Add(series, z, 1.0 / 17);
        series = Add(series, z, 1.0 / 15);
        series = Add(series, z, 1.0 / 13);
        series = Add(series, z, 1.0 / 11);
        series = Add(series, z, 1.0 / 9);
        series = Add(series, z, 1.0 / 7);
        series = Add(series, z, 1.0 / 5);
        series = Add(series, z, 1.0 / 3);
        var twice = s + s;
        var logarithm = Vector256.FusedMultiplyAdd(twice * z, series, twice);
        return Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.69314718055994531), logarithm);
    }

    /// <summary>cos(2 pi x) and sin(2 pi x) for x in [0, 1), multiples of 2^-53.</summary>
    /// <remarks>The distance to the nearest quarter turn is exact; in it, Taylor series up to |angle| = pi / 4.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Cosine, Vector256<double> Sine) CosSinOfTurn(Vector256<double> x)
    {
        var quarter = Vector256.Floor(Vector256.FusedMultiplyAdd(x, Vector256.Create(4.0), Vector256.Create(0.5)));
        var angle = Vector256.FusedMultiplyAdd(quarter, Vector256.Create(-0.25), x) * 6.2831853071795865;
        var z = angle * angle;

        var sine = Vector256.Create(1.0 / 355687428096000); // 17!
        sine = Add(sine, z, -1.0 / 1307674368000);
        sine = Add(sine, z, 1.0 / 6227020800);
        sine = Add(sine, z, -1.0 / 39916800);
        sine = Add(sine, z, 1.0 / 362880);
        sine = Add(sine, z, -1.0 / 5040);
        sine = Add(sine, z, 1.0 / 120);
        sine = Add(sine, z, -1.0 / 6);
        sine = Vector256.FusedMultiplyAdd(angle * z, sine, angle);

        var cosine = Vector256.Create(1.0 / 20922789888000); // 16!
        cosine = Add(cosine, z, -1.0 / 87178291200);
        cosine = Add(cosine, z, 1.0 / 479001600);
        cosine = Add(cosine, z, -1.0 / 3628800);
        cosine = Add(cosine, z, 1.0 / 40320);
        cosine = Add(cosine, z, -1.0 / 720);
        cosine = Add(cosine, z, 1.0 / 24);
        cosine = Add(cosine, z, -1.0 / 2);
        cosine = Add(cosine, z, 1.0);

        // A quarter turn takes (cos, sin) to (-sin, cos); four are none.
        var (one, two, three) = (Is(quarter, 1), Is(quarter, 2), Is(quarter, 3));
        var turnedCosine = Vector256.ConditionalSelect(one | three, sine, cosine);
        var turnedSine = Vector256.ConditionalSelect(one | three, cosine, sine);
        var sign = Vector256.Create(-0.0);
        return (turnedCosine ^ ((one | two) & sign), turnedSine ^ ((two | three) & sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Add(Vector256<double> sum, Vector256<double> z, double coefficient) =>
        Vector256.FusedMultiplyAdd(sum, z, Vector256.Create(coefficient));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Is(Vector256<double> x, double value) => Vector256.Equals(x, Vector256.Create(value));
}
